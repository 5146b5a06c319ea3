package dev.streamviewer.platform.launch;

import java.util.Optional;
import java.util.regex.Pattern;

/** The sentence about a failed start: for operators, without names of classes. */
public final class StartFailure {
  private static final Pattern CLASS_NAME =
      Pattern.compile("(?:[a-z_][\\w$]*\\.)+[A-Z][\\w$]*(?:: *)?");

  private static final int MAX_CAUSES = 20;

  private StartFailure() {}

  /** The text of the outermost cause that has one. */
  public static String sentence(Throwable failure) {
    var cause = failure;
    for (var i = 0; i < MAX_CAUSES && cause != null; i++) {
      var text = isInternal(cause) ? Optional.<String>empty() : text(cause);
      if (text.isPresent()) {
        return text.get();
      }
      cause = cause.getCause();
    }
    return "an internal fault; LOG_LEVEL=DEBUG shows where";
  }

  /** The texts of these name classes, methods and positions. */
  private static boolean isInternal(Throwable cause) {
    return cause instanceof NullPointerException
        || cause instanceof ClassCastException
        || cause instanceof IndexOutOfBoundsException
        || cause instanceof LinkageError;
  }

  private static Optional<String> text(Throwable cause) {
    return Optional.ofNullable(cause.getMessage())
        .map(message -> CLASS_NAME.matcher(message).replaceAll("").strip())
        .filter(message -> !message.isEmpty() && !"null".equals(message));
  }
}
