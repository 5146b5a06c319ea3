package dev.streamviewer.sandbox.sns;

import dev.streamviewer.sandbox.wire.ApiError;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;

/** The responses of SNS, in the XML of the AWS query protocol. */
final class SnsXml {
  private static final String NAMESPACE = "http://sns.amazonaws.com/doc/2010-03-31/";

  private SnsXml() {}

  /** The attributes of a topic: none. */
  static String topicAttributes() {
    return """
    <GetTopicAttributesResponse xmlns="%s"><GetTopicAttributesResult><Attributes/>\
    </GetTopicAttributesResult></GetTopicAttributesResponse>
    """
        .formatted(NAMESPACE);
  }

  /**
   * The result of a batch.
   *
   * @param failed the members for rejected messages
   */
  static String batchResult(List<PublishBatch.Entry> accepted, String failed) {
    var successful =
        accepted.stream()
            .map(
                it ->
                    "<member><Id>%s</Id><MessageId>%s</MessageId></member>"
                        .formatted(it.id(), UUID.randomUUID()))
            .collect(Collectors.joining());
    return """
    <PublishBatchResponse xmlns="%s"><PublishBatchResult><Successful>%s</Successful>\
    <Failed>%s</Failed></PublishBatchResult></PublishBatchResponse>
    """
        .formatted(NAMESPACE, successful, failed);
  }

  /** The member of a batch result for a rejected message. */
  static String failedMember(PublishBatch.Entry entry, ApiError error) {
    return """
    <member><Id>%s</Id><Code>%s</Code><Message>%s</Message><SenderFault>%s</SenderFault></member>\
    """
        .formatted(entry.id(), code(error), escaped(error), error.status() < 500);
  }

  /** The error of a whole request. */
  static String error(ApiError error) {
    return """
    <ErrorResponse xmlns="%s"><Error><Code>%s</Code><Message>%s</Message></Error>\
    </ErrorResponse>
    """
        .formatted(NAMESPACE, code(error), escaped(error));
  }

  private static String code(ApiError error) {
    var usual =
        switch (error.status()) {
          case 400 -> "InvalidParameter";
          case 403 -> "AuthorizationError";
          case 404 -> "NotFound";
          case 429 -> "Throttled";
          default -> "InternalError";
        };
    return error.extras().getString("error", usual);
  }

  private static String escaped(ApiError error) {
    return error.getMessage().replace("&", "&amp;").replace("<", "&lt;");
  }
}
