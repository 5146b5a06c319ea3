package dev.streamviewer.notifier.sns;

import dev.streamviewer.notifier.delivery.SinkResponse;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.sns.model.BatchResultErrorEntry;
import software.amazon.awssdk.services.sns.model.SnsException;

/**
 * SNS's errors as answers. Its statuses alone do not tell what to do: it also throttles with 400,
 * and what a person has to mend (rights, a key, the topic) must not cost events either.
 *
 * @see <a href="https://docs.aws.amazon.com/sns/latest/api/CommonErrors.html">Common errors</a>
 */
public final class SnsAnswers {
  public static final SinkResponse TAKEN = new SinkResponse(200, "");

  private static final Pattern BUSY = Pattern.compile("throttl|toomanyrequests|limitexceeded");

  /** Until somebody changes something outside; then the same bytes are taken. */
  private static final Pattern MENDABLE =
      Pattern.compile(
          "kms|expired|authorization|accessdenied|notfound|invalidclienttokenid|signature"
              + "|authenticationtoken|invalidsecurity|optin|notauthorized");

  private static final Set<String> FORBIDDEN_TO_ASK =
      Set.of("AuthorizationError", "AccessDenied", "AccessDeniedException");

  private static final int THROTTLED = 429;
  private static final int REFUSED = 403;
  private static final int FINAL = 400;
  private static final int FAILED = 500;

  private SnsAnswers() {}

  /** The answer to a whole call. */
  static SinkResponse of(SnsException failure) {
    var details = failure.awsErrorDetails();
    var code = details == null || details.errorCode() == null ? "" : details.errorCode();
    var told = details == null ? null : details.errorMessage();
    var words = told == null ? "HTTP status " + failure.statusCode() : told;
    var ours = failure.statusCode() >= 400 && failure.statusCode() < 500;
    return answer(failure.isThrottlingException(), ours, failure.statusCode(), code, words);
  }

  /**
   * The answer to a question about the topic. Who is known may still not be allowed to ask, since
   * nothing else needs that.
   */
  static SinkResponse ofQuestion(SnsException failure) {
    var details = failure.awsErrorDetails();
    var code = details == null ? null : details.errorCode();
    return FORBIDDEN_TO_ASK.contains(String.valueOf(code)) ? TAKEN : of(failure);
  }

  /** The answer to one event of a call. */
  static SinkResponse of(BatchResultErrorEntry entry) {
    var ours = Boolean.TRUE.equals(entry.senderFault());
    return answer(false, ours, FINAL, entry.code(), entry.message());
  }

  private static SinkResponse answer(
      boolean throttled, boolean ours, int status, String code, String words) {
    var text = "%s %s".formatted(code, words);
    var known = String.valueOf(code).toLowerCase(Locale.ROOT);
    if (throttled || status == THROTTLED || BUSY.matcher(known).find()) {
      return new SinkResponse(THROTTLED, text);
    }
    if (!ours) {
      return new SinkResponse(FAILED, text);
    }
    var mendable = status != FINAL && status != 413 || MENDABLE.matcher(known).find();
    return new SinkResponse(mendable ? REFUSED : FINAL, text);
  }
}
