import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Calls the command of the kit and keeps it alive: one request a line, one answer a line.
 * {@code java VerifyCard.java node vi-bhyt-verify.mjs --json --facility 01001 < scans.txt}
 */
public final class VerifyCard implements AutoCloseable {
  private static final Pattern VERDICT = Pattern.compile("\"verdict\":\"([a-z_]+)\"");
  private static final Pattern COLOUR = Pattern.compile("\"colour\":\"([a-z]+)\"");

  private final Process process;
  private final Writer requests;
  private final BufferedReader answers;

  public VerifyCard(List<String> command) throws IOException {
    process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    requests = new OutputStreamWriter(process.getOutputStream(), StandardCharsets.UTF_8);
    answers = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
  }

  /** The answer as JSON; a real program reads it with the JSON library that it has. */
  public synchronized String verify(String scanned) throws IOException {
    requests.write("{\"text\":" + quote(scanned) + "}\n");
    requests.flush();
    String answer = answers.readLine();
    if (answer == null) throw new IOException("the verifier ended");
    return answer;
  }

  @Override
  public void close() throws IOException {
    requests.close();
  }

  /** A JSON string; whatever was scanned never becomes a second request. */
  private static String quote(String text) {
    StringBuilder quoted = new StringBuilder("\"");
    for (char each : text.toCharArray()) {
      if (each == '"' || each == '\\') quoted.append('\\').append(each);
      else if (each < 0x20) quoted.append(String.format("\\u%04x", (int) each));
      else quoted.append(each);
    }
    return quoted.append('"').toString();
  }

  private static String find(Pattern pattern, String json) {
    Matcher matcher = pattern.matcher(json);
    return matcher.find() ? matcher.group(1) : "?";
  }

  public static void main(String[] command) throws IOException {
    BufferedReader scans = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    try (VerifyCard verifier = new VerifyCard(List.of(command))) {
      for (String scanned = scans.readLine(); scanned != null; scanned = scans.readLine()) {
        String answer = verifier.verify(scanned);
        System.out.println(find(VERDICT, answer) + " " + find(COLOUR, answer));
      }
    }
  }
}
