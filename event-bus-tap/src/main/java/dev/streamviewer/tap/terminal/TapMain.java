package dev.streamviewer.tap.terminal;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.time.ZoneId;
import java.util.Arrays;

/** Prints the records of a tap until interrupted. */
public final class TapMain {
  private static final int NO_TAP = 1;
  private static final int WRONG_USE = 2;

  private TapMain() {}

  /**
   * Exits with 2 for a wrong command line, with 1 if the tap cannot be opened, the connection
   * broke, or no process remembers the message.
   */
  public static void main(String... arguments) throws InterruptedException {
    // The terminal's encoding may lack arrows, and JSON is always UTF-8.
    var out = new PrintStream(new FileOutputStream(FileDescriptor.out), false, UTF_8);
    var errors = new PrintStream(new FileOutputStream(FileDescriptor.err), true, UTF_8);
    if (Arrays.asList(arguments).contains("--help") || Arrays.asList(arguments).contains("-h")) {
      out.println(TapOptions.USAGE);
      out.flush();
      return;
    }
    try {
      if (!run(TapOptions.parse(arguments), System.getenv("TAP_TOKEN"), out, errors)) {
        System.exit(NO_TAP);
      }
    } catch (IllegalArgumentException e) {
      errors.println(e.getMessage());
      System.exit(WRONG_USE);
    } catch (IOException e) {
      errors.println(e.getMessage());
      System.exit(NO_TAP);
    }
  }

  /** Returns false for a message that no process remembers. */
  private static boolean run(TapOptions options, String token, PrintStream out, PrintStream errors)
      throws IOException, InterruptedException {
    if (token == null || token.isBlank()) {
      throw new IllegalArgumentException(
          "TAP_TOKEN is not set, expected the token of the processes.\n" + TapOptions.USAGE);
    }
    if (!token.strip().chars().allMatch(it -> it > ' ' && it < 0x7f)) {
      throw new IllegalArgumentException(
          "TAP_TOKEN has characters that a header cannot carry, expected ASCII without spaces.");
    }
    var line = new TapLine(options.color(), ZoneId.systemDefault());
    if (options.asksForOutcomes()) {
      return outcomes(options, token.strip(), line, out);
    }
    try (var connection = TapConnection.open(options.url(), options.request(), token.strip())) {
      var printer = new TapPrinter(options.json(), line, out, errors);
      // On Ctrl-C a JVM runs nothing but its shutdown hooks.
      Runtime.getRuntime().addShutdownHook(new Thread(printer::close, "summary"));
      if (!options.json()) {
        errors.println(options.beginning());
      }
      connection.read(printer::show);
      return true;
    }
  }

  private static boolean outcomes(TapOptions options, String token, TapLine line, PrintStream out)
      throws IOException, InterruptedException {
    var answer = TapConnection.fetch(options.url(), options.request(), token);
    if (options.json()) {
      out.print(answer);
      out.flush();
      return true;
    }
    var found = new OutcomeReport(line, out).print(answer);
    out.flush();
    return found;
  }
}
