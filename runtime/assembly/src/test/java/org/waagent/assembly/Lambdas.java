// SPDX-License-Identifier: Apache-2.0
package org.waagent.assembly;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EventListener;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.BiFunction;
import java.util.function.DoubleSupplier;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.function.IntUnaryOperator;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Lambdas and method references of every kind, and what came of them. */
public final class Lambdas implements Supplier<List<String>> {
  private final List<String> told = new ArrayList<>();
  private final String own = "own";
  private final long big = 1L << 40;

  /** What is private here is so for the new classes, too. */
  private interface Twice<T> {
    T twice(T value);

    private T again(T value) {
      return twice(twice(value));
    }

    default Supplier<T> later(T value) {
      return () -> again(value);
    }

    static <T> Twice<T> of(Twice<T> one) {
      return one;
    }
  }

  private interface Narrow extends Comparator<String> {
    @Override
    int compare(String a, String b);
  }

  private record Pair(int left, String right) {
    static Pair of(int left) {
      return new Pair(left, "r" + left);
    }
  }

  /** One of a nest within the nest. */
  private static final class Inner {
    private final double factor;

    private Inner(double factor) {
      this.factor = factor;
    }

    private double times(int value) {
      return factor * value;
    }

    Supplier<IntFunction<Double>> nested() {
      return () -> value -> times(value) + new Inner(0.5).times(value);
    }
  }

  @Override
  public List<String> get() {
    captures();
    references();
    conversions();
    shapes();
    records();
    return told;
  }

  private void tell(Object what) {
    told.add(String.valueOf(what));
  }

  private void captures() {
    byte tiny = 3;
    char letter = 'x';
    boolean yes = true;
    float half = 0.5f;
    double pi = 3.14;
    int[] numbers = {1, 2, 3};
    Supplier<String> all =
        () -> own + big + tiny + letter + yes + half + pi + numbers.length + numbers[2];
    tell(all.get());
    Runnable nothing = () -> {};
    nothing.run();
    Supplier<Supplier<String>> deep = () -> () -> own + letter;
    tell(deep.get().get());
  }

  private void references() {
    Function<String, Integer> length = String::length;
    tell(length.apply("four"));
    Supplier<Integer> bound = "bound"::length;
    tell(bound.get());
    Function<Double, Inner> maker = Inner::new;
    tell(maker.apply(2.0).times(3));
    IntFunction<int[]> array = int[]::new;
    tell(array.apply(4).length);
    BiFunction<Inner, Integer, Double> times = Inner::times;
    tell(times.apply(new Inner(1.5), 2));
    tell(IntStream.range(0, 3).mapToObj(Pair::of).map(Pair::right).collect(Collectors.joining()));
    Runnable ignored = told::size;
    ignored.run();
    Function<Object, String> text = Object::toString;
    tell(text.apply(List.of(1)));
    Function<Integer, List<String>> list = ArrayList::new;
    tell(list.apply(5));
    BiFunction<String, Object[], String> format = String::format;
    tell(format.apply("%s-%s", new Object[] {1, 2}));
    Function<String, String> mine = this::decorated;
    tell(mine.apply("m"));
  }

  private String decorated(String text) {
    return '<' + text + '>';
  }

  private void conversions() {
    ToIntFunction<Integer> unbox = value -> value;
    tell(unbox.applyAsInt(7));
    ToLongFunction<Integer> wide = value -> value;
    tell(wide.applyAsLong(8));
    Function<Integer, Integer> boxed = Math::abs;
    tell(boxed.apply(-9));
    IntUnaryOperator plain = Integer::bitCount;
    tell(plain.applyAsInt(255));
    LongSupplier widened = "abc"::length;
    tell(widened.getAsLong());
    DoubleSupplier fromInt = "abcd"::length;
    tell(fromInt.getAsDouble());
    Supplier<Number> number = "abcde"::length;
    tell(number.get());
    Supplier<Comparable<?>> comparable = "a"::length;
    tell(comparable.get());
    Predicate<Boolean> same = Boolean::booleanValue;
    tell(same.test(true));
    Function<Character, Boolean> digit = Character::isDigit;
    tell(digit.apply('5'));
    Callable<Void> none = () -> null;
    try {
      tell(none.call());
    } catch (Exception e) {
      tell(e);
    }
    Function<Long, Double> toDouble = Long::doubleValue;
    tell(toDouble.apply(11L));
  }

  private void shapes() {
    Twice<String> twice = text -> text + text;
    tell(twice.later("z").get());
    tell(Twice.of((Integer value) -> value * 2).later(5).get());
    Narrow narrow = String::compareTo;
    List<String> words = Arrays.asList("b", "a");
    words.sort(narrow);
    tell(words);
    Object marked = (Runnable & EventListener) () -> tell("marked");
    ((Runnable) marked).run();
    tell(marked instanceof EventListener);
    Object kept = (Runnable & Serializable) () -> tell("kept");
    ((Runnable) kept).run();
    tell(new Inner(2).nested().get().apply(4));
    Supplier<Object> once = constant();
    tell(once == constant());
    try {
      Supplier<String> failing =
          () -> {
            throw new IllegalStateException("from within");
          };
      tell(failing.get());
    } catch (IllegalStateException e) {
      tell(e.getMessage());
    }
  }

  private record Every(
      boolean yes,
      byte tiny,
      short small,
      char letter,
      int number,
      long big,
      float half,
      double pi) {}

  private record Mixed<T>(T value, int[] array, Pair pair, double last) {}

  private record Nothing() {}

  private static Every every(long big, double pi) {
    return new Every(true, (byte) 1, (short) 2, 'c', 4, big, 0.5f, pi);
  }

  private void records() {
    tell(every(5, 6).hashCode());
    tell(every(5, 6).equals(every(5, 6)));
    tell(every(5, 6).equals(every(7, 6)));
    tell(every(5, 0.0).equals(every(5, -0.0)));
    tell(every(5, Double.NaN).equals(every(5, Double.NaN)));
    tell(every(1L << 33, -1e300).hashCode());
    tell(every(5, 6));
    int[] array = {1};
    Mixed<String> mixed = new Mixed<>(null, null, new Pair(1, null), 2);
    tell(mixed.hashCode());
    tell(mixed.equals(new Mixed<>(null, null, new Pair(1, null), 2)));
    tell(mixed.equals(new Mixed<>(null, array, new Pair(1, null), 2)));
    tell(new Mixed<>(array, array, null, 1).equals(new Mixed<>(array, array.clone(), null, 1)));
    tell(mixed.equals("a text"));
    tell(mixed.equals(null));
    tell(new Nothing().hashCode());
    tell(new Nothing().equals(new Nothing()));
  }

  private static Supplier<Object> constant() {
    return () -> "constant";
  }
}
