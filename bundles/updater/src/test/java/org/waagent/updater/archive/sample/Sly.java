// SPDX-License-Identifier: Apache-2.0
package org.waagent.updater.archive.sample;

import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.RandomAccessFile;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.Method;
import java.net.Socket;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Scanner;
import java.util.ServiceLoader;
import java.util.SimpleTimeZone;
import java.util.TimeZone;
import java.util.concurrent.ForkJoinWorkerThread;
import java.util.function.Function;
import java.util.function.Supplier;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.ServiceReference;

/** Each method passes the ports by in a way of its own. None of it is ever run. */
@SuppressWarnings("unused")
public final class Sly {
  private Sly() {}

  static boolean file() {
    return new File("/etc/shadow").delete();
  }

  static int stream() throws IOException {
    try (InputStream in = new FileInputStream("/etc/shadow")) {
      return in.read();
    }
  }

  static byte[] nio() throws IOException {
    return Files.readAllBytes(Path.of("/etc/shadow"));
  }

  static void channel() throws IOException {
    FileChannel.open(Path.of("/etc/shadow")).close();
  }

  static void random() throws IOException {
    new RandomAccessFile("/etc/shadow", "rw").close();
  }

  static String scanner() throws IOException {
    try (Scanner scanner = new Scanner(Path.of("/etc/shadow"))) {
      return scanner.nextLine();
    }
  }

  static void writer() throws IOException {
    new PrintWriter("/etc/shadow").close();
  }

  static Object converted() {
    return Path.of("/etc/shadow").toFile();
  }

  static Object process() throws IOException {
    return new ProcessBuilder("sh").start();
  }

  static Object runtime() throws IOException {
    return Runtime.getRuntime().exec(new String[] {"sh"});
  }

  static Object others() {
    return ProcessHandle.allProcesses();
  }

  static void exit() {
    System.exit(1);
  }

  static void halt() {
    Runtime.getRuntime().halt(1);
  }

  static Object socket() throws IOException {
    return new Socket("acme.example", 80);
  }

  static Object url() throws IOException {
    return URI.create("https://acme.example").toURL().openStream();
  }

  static Object http() {
    return java.net.http.HttpClient.newHttpClient();
  }

  static void library() {
    System.loadLibrary("acme");
  }

  static native void nativeCode();

  static Object byName() throws ClassNotFoundException {
    return Class.forName("java.io.File");
  }

  static Object reflected() throws ReflectiveOperationException {
    Method method = Sly.class.getDeclaredMethod("byName");
    return method.invoke(null);
  }

  static Object handles() throws IllegalAccessException {
    return MethodHandles.privateLookupIn(String.class, MethodHandles.lookup());
  }

  static Object methodReference() {
    Function<String, File> maker = File::new;
    return maker;
  }

  static Object lambda() {
    Supplier<Object> later = () -> new File("/");
    return later;
  }

  static Object services() {
    return ServiceLoader.load(Runnable.class);
  }

  static Object loader() {
    return Sly.class.getClassLoader();
  }

  static Object constant() {
    return List.of(java.net.DatagramSocket.class);
  }

  static Object arrays(Object any) {
    return any instanceof File[];
  }

  static void caught() {
    try {
      converted();
    } catch (java.nio.channels.OverlappingFileLockException e) {
      exit();
    }
  }

  static Object threads() {
    return Thread.getAllStackTraces();
  }

  static void bundle(BundleContext context, Bundle other) throws BundleException {
    other.stop();
    context.installBundle("file:/tmp/x.jar");
  }

  static Object threadsOfAnHeir() {
    return ForkJoinWorkerThread.getAllStackTraces();
  }

  static void zoneOfAnHeir() {
    SimpleTimeZone.setDefault(null);
  }

  static Object servicesOfOthers(ServiceReference<?> known) {
    return known.getUsingBundles()[0].getRegisteredServices();
  }

  static final class OwnThread extends Thread {}

  abstract static class OwnZone extends TimeZone {}

  static final class OwnLoader extends ClassLoader {}
}
