package dev.streamviewer.sandbox;

import io.vertx.core.json.JsonObject;
import java.net.http.HttpHeaders;

/** An HTTP response with its complete body. */
public record SandboxResponse(int status, HttpHeaders headers, String body) {
  public JsonObject json() {
    return new JsonObject(body);
  }

  public String header(String name) {
    return headers.firstValue(name).orElse("");
  }

  public String location() {
    return header("Location");
  }
}
