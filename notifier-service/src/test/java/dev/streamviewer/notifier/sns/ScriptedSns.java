package dev.streamviewer.notifier.sns;

import static java.util.concurrent.TimeUnit.SECONDS;

import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Fake of Amazon SNS; accepts everything unless the next response is scripted. */
public final class ScriptedSns {
  public static final String TOPIC = "arn:aws:sns:eu-west-1:123456789012:events";

  private static final String ATTRIBUTES =
      """
      <GetTopicAttributesResponse xmlns="http://sns.amazonaws.com/doc/2010-03-31/">
        <GetTopicAttributesResult><Attributes>
          <entry><key>TopicArn</key><value>%s</value></entry>
        </Attributes></GetTopicAttributesResult>
        <ResponseMetadata><RequestId>r</RequestId></ResponseMetadata>
      </GetTopicAttributesResponse>
      """
          .formatted(TOPIC);

  private final HttpServer server;
  private final Queue<Consumer<HttpServerRequest>> script = new ArrayDeque<>();
  final List<MultiMap> forms = new CopyOnWriteArrayList<>();
  final List<String> authorizations = new CopyOnWriteArrayList<>();

  ScriptedSns(Vertx vertx) throws Exception {
    server = vertx.createHttpServer().requestHandler(this::handle).listen(0).await(10, SECONDS);
  }

  SnsConfig config(String topic) {
    var endpoint = URI.create("http://localhost:" + server.actualPort());
    return new SnsConfig(topic, "eu-west-1", Optional.of(endpoint));
  }

  /** Fails the next call as a whole. */
  void failNext(int status, String code) {
    script.add(
        request ->
            request
                .response()
                .setStatusCode(status)
                .end(
                    """
                    <ErrorResponse xmlns="http://sns.amazonaws.com/doc/2010-03-31/">
                      <Error><Type>Sender</Type><Code>%s</Code><Message>scripted</Message></Error>
                      <RequestId>r</RequestId>
                    </ErrorResponse>
                    """
                        .formatted(code)));
  }

  /** Fails one event of the next call. */
  void failEntry(int place, String code, boolean senderFault) {
    script.add(
        request ->
            request
                .response()
                .end(
                    answer(
                        taken(ids(request.formAttributes()), String.valueOf(place)),
                        "<member><Id>%d</Id><Code>%s</Code><Message>m</Message>"
                                .formatted(place, code)
                            + "<SenderFault>%s</SenderFault></member>".formatted(senderFault))));
  }

  void dropNext() {
    script.add(request -> request.connection().close());
  }

  private void handle(HttpServerRequest request) {
    request.setExpectMultipart(true);
    request.endHandler(
        read -> {
          forms.add(MultiMap.caseInsensitiveMultiMap().addAll(request.formAttributes()));
          authorizations.add(request.getHeader("Authorization"));
          var scripted = script.poll();
          if (scripted == null && "GetTopicAttributes".equals(request.getFormAttribute("Action"))) {
            request.response().end(ATTRIBUTES);
          } else if (scripted == null) {
            request.response().end(answer(taken(ids(request.formAttributes()), ""), ""));
          } else {
            scripted.accept(request);
          }
        });
  }

  private static List<String> ids(MultiMap form) {
    return IntStream.rangeClosed(1, 10)
        .mapToObj(i -> form.get("PublishBatchRequestEntries.member.%d.Id".formatted(i)))
        .filter(id -> id != null)
        .toList();
  }

  private static String taken(List<String> ids, String but) {
    return ids.stream()
        .filter(id -> !id.equals(but))
        .map("<member><Id>%s</Id><MessageId>m</MessageId></member>"::formatted)
        .collect(Collectors.joining());
  }

  private static String answer(String taken, String failed) {
    return """
    <PublishBatchResponse xmlns="http://sns.amazonaws.com/doc/2010-03-31/">
      <PublishBatchResult>
        <Successful>%s</Successful><Failed>%s</Failed>
      </PublishBatchResult>
      <ResponseMetadata><RequestId>r</RequestId></ResponseMetadata>
    </PublishBatchResponse>
    """
        .formatted(taken, failed);
  }
}
