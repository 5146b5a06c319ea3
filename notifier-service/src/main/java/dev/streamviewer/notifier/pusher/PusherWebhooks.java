package dev.streamviewer.notifier.pusher;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.streamviewer.platform.bus.BusFailure;
import dev.streamviewer.platform.bus.BusFailure.Reason;
import dev.streamviewer.platform.contract.event.ChannelNames;
import dev.streamviewer.platform.contract.event.ChannelOccupancy;
import dev.streamviewer.platform.contract.event.PusherWebhook;
import dev.streamviewer.platform.json.LenientJson;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Set;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Verifies and reads Pusher's webhooks. Pusher's library compares signatures as texts; this class
 * compares them in constant time.
 *
 * @see <a href="https://pusher.com/docs/channels/server_api/webhooks/">Webhooks</a>
 */
final class PusherWebhooks {
  private static final String ALGORITHM = "HmacSHA256";

  /** Pusher retries for five minutes; a much older webhook is a replay. */
  private static final Duration MAX_AGE = Duration.ofMinutes(10);

  private final PusherConfig config;
  private final Clock clock;

  PusherWebhooks(PusherConfig config, Clock clock) {
    this.config = config;
    this.clock = clock;
  }

  /**
   * Verifies and reads a webhook.
   *
   * @throws BusFailure FORBIDDEN without a signature by our app's secret, INVALID if the body
   *     cannot be read
   */
  ChannelOccupancy read(PusherWebhook webhook) {
    if (!config.server().key().equals(webhook.key()) || !isGenuine(webhook)) {
      throw new BusFailure(Reason.FORBIDDEN, PusherWebhook.NOT_GENUINE);
    }
    var body = parse(webhook.body());
    var at = Instant.ofEpochMilli(body.getLong("time_ms", 0L));
    if (Duration.between(at, clock.instant()).abs().compareTo(MAX_AGE) > 0) {
      throw new BusFailure(
          Reason.INVALID, "time_ms is %s, expected a time of the last ten minutes.".formatted(at));
    }
    var events = body.getJsonArray("events", new JsonArray());
    return new ChannelOccupancy(
        false, channels(events, "channel_occupied"), channels(events, "channel_vacated"), 0, at);
  }

  private boolean isGenuine(PusherWebhook webhook) {
    if (webhook.signature() == null) {
      return false;
    }
    try {
      var mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(config.secret().value().getBytes(UTF_8), ALGORITHM));
      var expected = mac.doFinal(webhook.body().getBytes());
      return MessageDigest.isEqual(expected, HexFormat.of().parseHex(webhook.signature()));
    } catch (IllegalArgumentException e) {
      return false;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("This JVM lacks " + ALGORITHM, e);
    }
  }

  private static JsonObject parse(Buffer body) {
    try {
      return new JsonObject(body);
    } catch (DecodeException | ClassCastException e) {
      throw new BusFailure(Reason.INVALID, "The body is not a JSON object.");
    }
  }

  /** Returns the streamers' channels; any client can make Pusher report others. */
  private static Set<String> channels(JsonArray events, String name) {
    return LenientJson.objects(events)
        .filter(event -> name.equals(event.getValue("name")))
        .map(event -> String.valueOf(event.getValue("channel")))
        .filter(channel -> ChannelNames.loginOf(channel).isPresent())
        .collect(Collectors.toUnmodifiableSet());
  }
}
