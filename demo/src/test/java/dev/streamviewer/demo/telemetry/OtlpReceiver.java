package dev.streamviewer.demo.telemetry;

import static java.util.concurrent.TimeUnit.SECONDS;

import com.google.protobuf.InvalidProtocolBufferException;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Receives traces as a collector does: OTLP, protobuf over HTTP. */
final class OtlpReceiver {
  private final List<Span> spans = new CopyOnWriteArrayList<>();
  private final HttpServer server;

  /**
   * A received span.
   *
   * @param service the process of the span
   * @param parent empty for the root of a trace
   */
  record Span(
      String service,
      String trace,
      String id,
      String parent,
      String kind,
      Map<String, String> attributes,
      String everything) {}

  OtlpReceiver(Vertx vertx) throws TimeoutException {
    server =
        vertx
            .createHttpServer()
            .requestHandler(
                request ->
                    request
                        .body()
                        .onSuccess(this::receive)
                        .onSuccess(
                            read ->
                                request
                                    .response()
                                    .putHeader("Content-Type", "application/x-protobuf")
                                    .end()))
            .listen(0)
            .await(60, SECONDS);
  }

  String url() {
    return "http://localhost:" + server.actualPort();
  }

  List<Span> spans() {
    return List.copyOf(spans);
  }

  private void receive(Buffer body) {
    try {
      ExportTraceServiceRequest.parseFrom(body.getBytes()).getResourceSpansList().stream()
          .flatMap(OtlpReceiver::read)
          .forEach(spans::add);
    } catch (InvalidProtocolBufferException e) {
      throw new AssertionError("Not OTLP", e);
    }
  }

  private static Stream<Span> read(ResourceSpans process) {
    var service = strings(process.getResource().getAttributesList()).get("service.name");
    return process.getScopeSpansList().stream()
        .flatMap(scope -> scope.getSpansList().stream())
        .map(
            span ->
                new Span(
                    service,
                    hex(span.getTraceId().toByteArray()),
                    hex(span.getSpanId().toByteArray()),
                    hex(span.getParentSpanId().toByteArray()),
                    span.getKind().name().replace("SPAN_KIND_", ""),
                    strings(span.getAttributesList()),
                    process.getResource() + span.toString()));
  }

  private static Map<String, String> strings(List<KeyValue> attributes) {
    return attributes.stream()
        .collect(Collectors.toMap(KeyValue::getKey, it -> it.getValue().getStringValue()));
  }

  private static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }
}
