package dev.streamviewer.sandbox.sns;

import dev.streamviewer.sandbox.wire.ApiError;
import io.vertx.core.MultiMap;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** A PublishBatch request as a form (the AWS query protocol). */
record PublishBatch(String topic, List<Entry> entries) {
  private static final int MAX_ENTRIES = 10;

  /** A message of a request. */
  record Entry(String id, String message, Map<String, String> attributes) {}

  static PublishBatch of(MultiMap form) {
    if (!"PublishBatch".equals(form.get("Action"))) {
      throw new ApiError(400, "Action is %s, expected PublishBatch".formatted(form.get("Action")));
    }
    var topic = form.get("TopicArn");
    if (topic == null || !topic.startsWith("arn:aws:sns:")) {
      throw new ApiError(400, "TopicArn is %s, expected an ARN".formatted(topic));
    }
    var entries =
        IntStream.rangeClosed(1, MAX_ENTRIES + 1)
            .mapToObj(i -> "PublishBatchRequestEntries.member.%d.".formatted(i))
            .filter(prefix -> form.contains(prefix + "Id"))
            .map(prefix -> entry(form, prefix))
            .toList();
    if (entries.isEmpty() || entries.size() > MAX_ENTRIES) {
      throw new ApiError(400, "A batch has %d entries, expected 1 to 10".formatted(entries.size()));
    }
    return new PublishBatch(topic, entries);
  }

  SnsMessage message(Entry entry, Instant now) {
    return new SnsMessage(now, topic, entry.message(), entry.attributes());
  }

  private static Entry entry(MultiMap form, String prefix) {
    var attributes = new LinkedHashMap<String, String>();
    for (var i = 1; form.contains(prefix + "MessageAttributes.entry." + i + ".Name"); i++) {
      var attribute = prefix + "MessageAttributes.entry." + i;
      attributes.put(form.get(attribute + ".Name"), form.get(attribute + ".Value.StringValue"));
    }
    return new Entry(form.get(prefix + "Id"), form.get(prefix + "Message"), attributes);
  }
}
