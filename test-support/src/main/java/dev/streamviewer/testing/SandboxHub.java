package dev.streamviewer.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.util.List;

/** Client of the control endpoints of the sandbox's WebSub hub. */
public final class SandboxHub {
  private final URI twitch;
  private final SandboxControl sandbox;

  SandboxHub(URI twitch, SandboxControl sandbox) {
    this.twitch = twitch;
    this.sandbox = sandbox;
  }

  /** Sends a control request to the WebSub hub, such as {@code publish}; returns the response. */
  public JsonObject order(String method, String what, JsonObject order) {
    var answer = HttpCalls.json(method, twitch.resolve("/sandbox/hub/" + what), order);
    assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 204);
    return answer.body().isEmpty() ? new JsonObject() : new JsonObject(answer.body());
  }

  /** Returns the hub's calls to subscribers about a topic, with the responses, newest first. */
  public List<JsonObject> exchanges(String mode, String topic) {
    return SandboxControl.objects(sandbox.state().getJsonObject("hub").getJsonArray("exchanges"))
        .filter(it -> mode.equals(it.getString("mode")) && topic.equals(it.getString("topic")))
        .toList();
  }

  /** Returns the topics of the hub's subscriptions. */
  public List<String> topics() {
    return SandboxControl.objects(
            sandbox.state().getJsonObject("hub").getJsonArray("subscriptions"))
        .map(it -> it.getString("topic"))
        .toList();
  }

  /** Returns the callback at which the hub reaches the subscriber of a topic. */
  public String callback(String topic) {
    return SandboxControl.objects(
            sandbox.state().getJsonObject("hub").getJsonArray("subscriptions"))
        .filter(it -> topic.equals(it.getString("topic")))
        .findFirst()
        .orElseThrow()
        .getString("callback");
  }
}
