package dev.streamviewer.notifier.sns;

import dev.streamviewer.notifier.delivery.SinkResponse;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.sns.model.BatchResultErrorEntry;
import software.amazon.awssdk.services.sns.model.SnsException;

/**
 * Translates errors of SNS into responses. The HTTP status alone does not decide: SNS also
 * throttles with 400, and errors that an operator must fix (rights, a key, the topic) must not cost
 * events. An event is refused for good only by a code that is about the event.
 *
 * @see <a href="https://docs.aws.amazon.com/sns/latest/api/CommonErrors.html">Common errors</a>
 */
public final class SnsResponses {
  public static final SinkResponse ACCEPTED = new SinkResponse(200, "");

  private static final Pattern THROTTLING_CODES =
      Pattern.compile("throttl|toomanyrequests|limitexceeded");

  /** Errors that last until an operator changes something; then SNS accepts the same bytes. */
  private static final Pattern FIXABLE_CODES =
      Pattern.compile(
          "kms|expired|authorization|accessdenied|notfound|invalidclienttokenid|signature"
              + "|authenticationtoken|invalidsecurity|optin|notauthorized");

  /** Errors of the event itself. */
  private static final Pattern EVENT_CODES =
      Pattern.compile("invalidparameter|parametervalue|validation|toolong");

  private static final Set<String> QUERY_FORBIDDEN_CODES =
      Set.of("AuthorizationError", "AccessDenied", "AccessDeniedException");

  private static final int THROTTLED = 429;
  private static final int REFUSED = 403;
  private static final int FINAL = 400;
  private static final int FAILED = 500;

  private SnsResponses() {}

  /** Translates the failure of a whole call. */
  static SinkResponse of(SnsException failure) {
    var details = failure.awsErrorDetails();
    var code = details == null || details.errorCode() == null ? "" : details.errorCode();
    var message = details == null ? null : details.errorMessage();
    var reason = message == null ? "HTTP status " + failure.statusCode() : message;
    var senderFault = failure.statusCode() >= 400 && failure.statusCode() < 500;
    return response(
        failure.isThrottlingException(), senderFault, failure.statusCode(), code, reason);
  }

  /**
   * Translates the failure of a query about the topic. Valid credentials may lack the right to
   * query, since nothing else needs that right.
   */
  static SinkResponse ofQuery(SnsException failure) {
    var details = failure.awsErrorDetails();
    var code = details == null ? null : details.errorCode();
    return QUERY_FORBIDDEN_CODES.contains(String.valueOf(code)) ? ACCEPTED : of(failure);
  }

  /** Translates the failure of one event of a call. */
  static SinkResponse of(BatchResultErrorEntry entry) {
    var senderFault = Boolean.TRUE.equals(entry.senderFault());
    return response(false, senderFault, FINAL, entry.code(), entry.message());
  }

  private static SinkResponse response(
      boolean throttled, boolean senderFault, int status, String code, String reason) {
    var text = "%s %s".formatted(code, reason);
    var lowerCode = String.valueOf(code).toLowerCase(Locale.ROOT);
    if (throttled || status == THROTTLED || THROTTLING_CODES.matcher(lowerCode).find()) {
      return new SinkResponse(THROTTLED, text);
    }
    if (!senderFault) {
      return new SinkResponse(FAILED, text);
    }
    if (isFixable(status, lowerCode, reason)) {
      return new SinkResponse(REFUSED, text);
    }
    return new SinkResponse(EVENT_CODES.matcher(lowerCode).find() ? FINAL : FAILED, text);
  }

  private static boolean isFixable(int status, String lowerCode, String reason) {
    return status != FINAL && status != 413
        || FIXABLE_CODES.matcher(lowerCode).find()
        || String.valueOf(reason).toLowerCase(Locale.ROOT).contains("topic");
  }
}
