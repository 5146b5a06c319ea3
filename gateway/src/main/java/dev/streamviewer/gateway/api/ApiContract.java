package dev.streamviewer.gateway.api;

import io.vertx.config.yaml.YamlProcessor;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.openapi.contract.OpenAPIContract;
import io.vertx.openapi.mediatype.ContentAnalyser;
import io.vertx.openapi.mediatype.MediaTypeRegistration;
import io.vertx.openapi.mediatype.MediaTypeRegistry;
import io.vertx.openapi.validation.ValidationContext;
import java.util.List;

/** Loads {@code openapi.yaml}. */
public final class ApiContract {
  private ApiContract() {}

  public static Future<OpenAPIContract> load(Vertx vertx) {
    return vertx
        .fileSystem()
        .readFile("openapi.yaml")
        .compose(text -> new YamlProcessor().process(vertx, new JsonObject(), text))
        .compose(
            contract ->
                OpenAPIContract.builder(vertx)
                    .setContract(contract)
                    .mediaTypeRegistry(
                        MediaTypeRegistry.createDefault().register(new ProblemJson()))
                    .build());
  }

  /** The media type of problem details (RFC 9457), which Vert.x does not know. */
  private static final class ProblemJson implements MediaTypeRegistration {
    private static final String TYPE = "application/problem+json";

    @Override
    public ContentAnalyser createContentAnalyser(
        String contentType, Buffer content, ValidationContext context) {
      return APPLICATION_JSON.createContentAnalyser(contentType, content, context);
    }

    @Override
    public boolean canHandle(String mediaType) {
      return mediaType.startsWith(TYPE);
    }

    @Override
    public List<String> supportedTypes() {
      return List.of(TYPE);
    }
  }
}
