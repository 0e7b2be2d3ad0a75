// SPDX-License-Identifier: Apache-2.0
package org.waagent.telemetry.clean;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is cut out of lines, and what is not. */
final class LineRedactionTest {
  private final Cuts cuts = new Cuts();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "get https://a.blob.core.windows.net/c/b?sv=2018&sr=b&sig=HUNTER2%3D&se=9 failed",
        "https%3A%2F%2Fa.net%2Fb%3Fsv%3D1%26sig%3DHUNTER2%26se%3D9",
        "https%253A%252F%252Fa.net%253Fsv%253D1%2526sig%253DHUNTER2",
        "{\"u\":\"https:\\/\\/a.net\\/b?sv=1\\u0026sig=HUNTER2\\u0026se=9\"}",
        "a=1&amp;sig=HUNTER2&amp;se=1",
        "sig=HUNTER2",
        "password=HUNTER2",
        "PASSWORD = my HUNTER2 word",
        "Password: HUNTER2",
        "db.passwd=\"ab \\\" HUNTER2\"",
        "export MYSQL_PWD='HUNTER2'",
        "{\"password\": \"HUNTER2\"}",
        "{\"password\":\n \"HUNTER2\"}",
        "{\"a\": {\"adminPassword\" : {\"v\": [\"HUNTER2\"]}}}",
        "{\"a\": {\"adminPassword\" : {\n\"v\": [\n\"HUNTER2\"]\n}}}",
        "{\"inner\": \"{\\\"clientSecret\\\": \\\"a\\\\\\\" HUNTER2\\\"}\"}",
        "x &quot;protectedSettings&quot;: &quot;HUNTER2&quot; y",
        "{\"name\": \"dbPassword\", \"value\": \"HUNTER2\"}",
        "<add key=\"Password\" value=\"HUNTER2\"/>",
        "{\"commandToExecute\": \"run.sh --password HUNTER2 -x\"}",
        "run.sh --password 'a HUNTER2' -x",
        "az vm --admin-password HUNTER2",
        "Connecting with Password=HUNTER2;Server=x",
        "DefaultEndpointsProtocol=https;AccountName=n;AccountKey=HUNTER2==;EndpointSuffix=x",
        "the password is HUNTER2",
        "password HUNTER2",
        "Authorization: Bearer HUNTER2HUNTER2",
        "curl -H 'authorization: Basic HUNTER2HUNTER2'",
        "sent Bearer HUNTER2abc.def",
        "token eyJhbGciOiJIUzI1NiJ9.HUNTER2.abc",
        "remote: ghp_HUNTER2abcdefghijklm done",
        "http://user:HUNTER2@proxy:8080/",
        "http://user:HUNTER2/x@proxy:8080/",
        "HttpProxy.Host=http://u:HUNTER2@p",
        "git clone https://HUNTER2abcdefghijklm@github.com/x",
        "root:$6$salt1234$HUNTER2abcdefghijk:1::",
        "password_pbkdf2 root grub.pbkdf2.sha512.10000.HUNTER2",
        "mysql -uroot -pHUNTER2 db",
        "sshpass -p HUNTER2 ssh x",
        "curl -u me:HUNTER2 https://x",
        "<wa:UserPassword>HUNTER2</wa:UserPassword>",
        "<UserPassword a='b'>HUNTER2</UserPassword>",
        "<CustomData>\nabc\nHUNTER2\n</CustomData>",
        "got &lt;UserPassword&gt;HUNTER2&lt;/UserPassword&gt;",
        "-----BEGIN RSA PRIVATE KEY-----\nHUNTER2\nHUNTER2\n-----END RSA PRIVATE KEY-----",
        "{\"pem\": \"-----BEGIN PRIVATE KEY-----\\nHUNTER2\\n-----END PRIVATE KEY-----\\n\"}",
        "k: -----BEGIN PGP PRIVATE KEY BLOCK-----\nHUNTER2",
        "MIIEvQIBADANBgkqhkiG9w0BAQEFAASCBKcwggSjAgEHUNTER2\nHUNTER2",
        "key: abcdefghij0123456789ABCDEFGHIJabcdefghij0123456789ABCDEFGHIJHUNTER2==",
        "chpasswd:\n  list: |\n    root:HUNTER2\n",
        "password: |\n  HUNTER2\n",
        "<X>{\"publicSettings\": {\"commandToExecute\": \"a } HUNTER2\"}}</X>",
        "<X>{\"publicSettings\": {\n \"commandToExecute\":\n \"a } HUNTER2\"}}</X>",
        "{&quot;publicSettings&quot;: {&quot;run&quot;: &quot;a } HUNTER2&quot;}}",
        "{&quot;publicSettings&quot;: {\n  &quot;run&quot;: &quot;a } HUNTER2&quot;\n}}",
        "{\"publicSettings\": \"{\\\"run\\\": \\\"HUNTER2\\\"}\"}",
        "{\"s\": \"{\\\"publicSettings\\\": {\\\"run\\\": \\\"HUNTER2\\\"}}\"}",
        "wpa-psk HUNTER2",
        "psk=HUNTER2",
      })
  void aSecretIsCutOut(String text) throws IOException {
    assertThat(clean(text)).doesNotContain("HUNTER2").contains(Cuts.MARK);
    assertThat(cuts.total()).isPositive();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2026-01-02T03:04:05.000000Z INFO ExtHandler ExtHandler Fetched a new incarnation [1]",
        "Jan 2 03:04:05 vm sshd[12]: Failed password for root from 10.0.0.1 port 22 ssh2",
        "PasswordAuthentication no",
        "Provisioning.RegenerateSshHostKeyPair=y",
        "  \"protectedSettingsCertThumbprint\": \"EB0C0AB4B2D5FC35F2F0658D19F44C8283E2DD62\",",
        "sha256 9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08 ok",
        "<DisableSshPasswordAuthentication>false</DisableSshPasswordAuthentication>",
        "/var/lib/waagent/Microsoft.Azure.Extensions.CustomScript-2.1.10/status/0.status",
        "GET http://168.63.129.16:80/machine/?comp=goalstate x-ms-version=2012-11-30",
        "cost $5 and $HOME and a@b.c at 10:30:05",
        "Gr\u00fc\u00dfe \u2713",
        "",
      })
  void whatIsNoSecretStays(String text) throws IOException {
    assertThat(clean(text)).isEqualTo(text);
    assertThat(cuts.total()).isZero();
  }

  @Test
  void whatStandsAroundASecretStays() throws IOException {
    assertThat(clean("{\"a\": \"b\", \"password\": \"x\", \"c\": 1}"))
        .isEqualTo("{\"a\": \"b\", \"password\": \"<redacted>\", \"c\": 1}");
    assertThat(clean("{\"message\": \"Password: x y\", \"c\": 1}\nnext"))
        .isEqualTo("{\"message\": \"Password: <redacted>\", \"c\": 1}\nnext");
    assertThat(clean("a\n-----BEGIN PRIVATE KEY-----\nx\n-----END PRIVATE KEY-----\nb"))
        .isEqualTo("a\n<redacted>\nb");
    assertThat(clean("usage: x <password>\nnext")).endsWith("\nnext");
  }

  @Test
  void aSecretWithoutAnEndDoesNotHideTheRestOfALog() throws IOException {
    String log = "-----BEGIN RSA PRIVATE KEY-----\n" + "a line\n".repeat(1000) + "the last";

    assertThat(clean(log)).endsWith("a line\nthe last");
  }

  @Test
  void aLineThatIsNotTextIsCutAndTheOthersStay() throws IOException {
    String wide =
        new String(
            "password=HUNTER2".getBytes(StandardCharsets.UTF_16LE), StandardCharsets.ISO_8859_1);

    assertThat(clean("before\n" + wide + "\nafter")).isEqualTo("before\n<redacted>\nafter");
    assertThat(cuts.counts()).containsOnlyKeys(Rule.NOT_TEXT);
  }

  @Test
  void ofALineThatIsTooLongOnlyTheBeginningIsKept() throws IOException {
    String text = "begin " + "a ".repeat(Lines.LONGEST) + "password=x\nnext";

    assertThat(clean(text)).hasSize(Lines.LONGEST + Cuts.MARK.length() + 5).endsWith("\nnext");
    assertThat(cuts.counts()).containsOnlyKeys(Rule.LONG_LINE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "://a:",
        "-p mysql -u a:b ",
        "-----BEGIN ",
        "{\"password\": ",
        "a: ",
        "<a>",
        "$",
        "$abcdefghij"
      })
  @Timeout(30)
  void noLineTakesLongWhateverStandsInIt(String text) throws IOException {
    assertThat(clean(text.repeat(Lines.LONGEST / text.length()))).isNotEmpty();
  }

  private String clean(String text) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    TextCleaner.ofWhole().clean(new ByteArrayInputStream(bytes), out, cuts);
    return out.toString(StandardCharsets.UTF_8);
  }
}
