package dev.streamviewer.sandbox.pusher;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.streamviewer.sandbox.SandboxResponse;
import dev.streamviewer.sandbox.TestSandbox;
import dev.streamviewer.sandbox.wire.HmacSignature;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpRequest.BodyPublishers;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** An application that calls Pusher's HTTP API, correctly signed unless told otherwise. */
public final class PusherApiClient {
  static final String KEY = "sandbox-key";
  static final String SECRET = "sandbox-secret";

  private final TestSandbox sandbox;
  private final String secret;

  public PusherApiClient(TestSandbox sandbox) {
    this(sandbox, SECRET);
  }

  public PusherApiClient(TestSandbox sandbox, String secret) {
    this.sandbox = sandbox;
    this.secret = secret;
  }

  public SandboxResponse trigger(String channel, String name, String data) {
    return post(
        "/events", new JsonObject().put("channel", channel).put("name", name).put("data", data));
  }

  public SandboxResponse post(String path, JsonObject body) {
    return call("POST", "/apps/1" + path, body.encode(), Map.of());
  }

  public SandboxResponse get(String path, Map<String, String> query) {
    return call("GET", "/apps/1" + path, "", query);
  }

  public SandboxResponse call(String method, String path, String body, Map<String, String> query) {
    var all = new TreeMap<>(query);
    all.put("auth_key", KEY);
    all.put("auth_timestamp", Long.toString(System.currentTimeMillis() / 1000));
    all.put("auth_version", "1.0");
    if (!body.isEmpty()) {
      all.put("body_md5", md5(body));
    }
    var signed =
        all.entrySet().stream()
            .map(parameter -> parameter.getKey() + "=" + parameter.getValue())
            .collect(Collectors.joining("&"));
    all.put("auth_signature", HmacSignature.sha256(secret, method + "\n" + path + "\n" + signed));
    var url = sandbox.sandbox().pusherUrl() + path + "?" + TestSandbox.encode(all);
    return sandbox.send(method, url, BodyPublishers.ofString(body));
  }

  private static String md5(String body) {
    try {
      return HexFormat.of()
          .formatHex(MessageDigest.getInstance("MD5").digest(body.getBytes(UTF_8)));
    } catch (NoSuchAlgorithmException impossible) {
      throw new AssertionError(impossible);
    }
  }
}
