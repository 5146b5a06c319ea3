package dev.streamviewer.gateway;

import static dev.streamviewer.gateway.TestGateway.assertProblem;
import static dev.streamviewer.gateway.TestGateway.send;
import static org.assertj.core.api.Assertions.assertThat;

import dev.streamviewer.platform.contract.Contracts;
import dev.streamviewer.platform.contract.streamer.StreamState;
import dev.streamviewer.platform.contract.streamer.StreamerProfile;
import dev.streamviewer.platform.contract.streamer.WatchedStreamer;
import dev.streamviewer.platform.contract.webhook.SubscriptionReport;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.junit5.VertxExtension;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A site without a live feed does not pretend to have one. */
@ExtendWith(VertxExtension.class)
class WithoutPusherIT {
  private static final String NO_FEED = "This site has no live feed";

  private TestGateway gateway;

  @BeforeEach
  void start(Vertx vertx) {
    var none = Map.of("PUSHER_ENABLED", "false", "PUSHER_KEY", "", "PUSHER_CLUSTER", "");
    gateway = TestGateway.start(vertx, none).signedIn();
  }

  @Test
  void announcesThatThereIsNoLiveFeed() {
    var config = gateway.get("/api/config");

    assertThat(new JsonObject(config.body()).getMap()).containsEntry("pusher", null);
    assertThat(config.headers().firstValue("content-security-policy").orElseThrow())
        .contains("connect-src 'self';");
  }

  @Test
  void offersNoChannels() {
    Contracts.WATCH_STREAMER.serve(
        gateway.bus,
        question ->
            Future.succeededFuture(
                new WatchedStreamer(
                    new StreamerProfile("42", "ada", "Ada", ""),
                    new StreamState(false, "", "", 0, null),
                    new SubscriptionReport(List.of(), List.of(), List.of()))));

    var watch = send(gateway.asAda("/api/streamers/ada/watch").PUT(BodyPublishers.noBody())).body();

    assertThat(new JsonObject(watch).getJsonArray("channels")).isEqualTo(new JsonArray());
  }

  @Test
  void rejectsPusherRequests() {
    assertProblem(gateway.postJson("/api/pusher/webhook", "{}"), 404, NO_FEED);
    assertProblem(
        send(
            gateway
                .asAda("/api/pusher/auth")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString("socket_id=1.2&channel_name=private-ada"))),
        404,
        NO_FEED);
  }
}
