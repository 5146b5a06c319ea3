package dev.streamviewer.platform.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.streamviewer.platform.config.Secret;
import dev.streamviewer.platform.contract.auth.AppToken;
import dev.streamviewer.platform.contract.auth.CompleteLogin;
import dev.streamviewer.platform.contract.auth.FindFollowedStreams;
import dev.streamviewer.platform.contract.auth.LoginRedirect;
import dev.streamviewer.platform.contract.auth.LoginResult;
import dev.streamviewer.platform.contract.auth.Session;
import dev.streamviewer.platform.contract.auth.Viewer;
import dev.streamviewer.platform.contract.event.ChannelNames;
import dev.streamviewer.platform.contract.event.ChannelOccupancy;
import dev.streamviewer.platform.contract.event.DeliveryAcceptance;
import dev.streamviewer.platform.contract.event.FindEvent;
import dev.streamviewer.platform.contract.event.FindOriginalBody;
import dev.streamviewer.platform.contract.event.OriginalBody;
import dev.streamviewer.platform.contract.event.RecentEvents;
import dev.streamviewer.platform.contract.event.StreamEvent;
import dev.streamviewer.platform.contract.overlay.NewOverlay;
import dev.streamviewer.platform.contract.overlay.OverlayRights;
import dev.streamviewer.platform.contract.schedule.FoundSchedule;
import dev.streamviewer.platform.contract.streamer.FoundStreams;
import dev.streamviewer.platform.contract.streamer.FoundVideos;
import dev.streamviewer.platform.contract.streamer.StreamState;
import dev.streamviewer.platform.contract.streamer.Streamer;
import dev.streamviewer.platform.contract.streamer.StreamerProfile;
import dev.streamviewer.platform.contract.streamer.ViewerSamples;
import dev.streamviewer.platform.contract.streamer.WatchedStreamer;
import dev.streamviewer.platform.contract.webhook.SubscriptionReport;
import dev.streamviewer.platform.contract.webhook.WebhookDelivery;
import dev.streamviewer.platform.contract.webhook.WebhookDeliveryCodec;
import dev.streamviewer.platform.contract.webhook.WebhookVerdict;
import dev.streamviewer.platform.record.RecordCodec;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.MessageCodec;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ContractsTest {
  private static final Instant NOW = Instant.parse("2026-11-23T20:15:00.123456789Z");
  private static final Streamer TFUE = new Streamer("60978448", "tfue", "Tfue");

  static List<Record> messages() {
    return List.of(
        new WebhookDelivery(
            Map.of("a", List.of("1", "2"), "b", List.of(""), "c", List.of("日本")),
            Buffer.buffer(new byte[] {0, -1})),
        new WebhookDelivery(Map.of(), Buffer.buffer()),
        new WebhookDelivery(Map.of(), Buffer.buffer("{}"), new Secret("token")),
        WebhookVerdict.challenge("abc"),
        WebhookVerdict.accepted(),
        new StreamEvent("id", "channel.raid", NOW, TFUE, "Zoë 日本", new JsonObject().put("n", 1)),
        new RecentEvents(List.of(), false),
        new FindEvent("tfue", "id", true),
        new FindOriginalBody("tfue", "id"),
        new OriginalBody(new JsonObject().put("viewers", 3)),
        OriginalBody.NONE,
        new CompleteLogin(new Secret("code"), null, null, "nonce"),
        new LoginRedirect(URI.create("https://id.twitch.tv/oauth2/authorize?x=y"), "n"),
        LoginResult.of(LoginResult.Outcome.DENIED),
        new AppToken("client", new Secret("token"), NOW),
        new Session(
            new Viewer("1", "ada", "Ada", "", Set.of("user:read:chat")), new Secret("lender")),
        new ChannelOccupancy(true, Set.of("tfue"), Set.of(), 3, NOW),
        new WatchedStreamer(
            new StreamerProfile("1", "a", "A", ""),
            new StreamState(false, "", "", 0, null),
            new SubscriptionReport(
                List.of("stream.online"),
                List.of(),
                List.of(new SubscriptionReport.Refusal("channel.raid", "later", "no")))),
        new FoundStreams(
            List.of(
                new FoundStreams.StreamOf(
                    "1",
                    "a",
                    "A",
                    "",
                    new StreamState(
                        true, "Hi", "Chess", "743", "en", 5, NOW, "https://p/{width}")))),
        FoundStreams.withoutConsent(),
        new FoundVideos(List.of(new FoundVideos.Video("8", "https://t/8", "Hi", NOW, 61))),
        new FoundSchedule(List.of(new FoundSchedule.ScheduledStream(NOW, "Hi", "Chess"))),
        new ViewerSamples(List.of(new ViewerSamples.Sample(NOW, 5))),
        new FindFollowedStreams(new Secret("cookie")),
        new NewOverlay(new Secret("a.b"), "tfue", NOW),
        new OverlayRights("1", "ada", Set.of("bits:read"), "ada", NOW),
        new Done());
  }

  @Test
  void completesAStreamStateOfAnEarlierVersion() {
    var json = "{\"live\":true,\"title\":\"Hi\",\"category\":\"Chess\",\"viewers\":5}";
    var wire = Buffer.buffer().appendInt(json.length()).appendString(json);

    assertThat(new RecordCodec<>(StreamState.class).decodeFromWire(0, wire))
        .isEqualTo(new StreamState(true, "Hi", "Chess", 5, null));
  }

  @ParameterizedTest
  @MethodSource("messages")
  void encodesAndDecodesEveryMessage(Record message) {
    assertThat(overTheWire(message)).isEqualTo(message);
  }

  @Test
  void decodesAMessageOfANewerVersion() {
    var json = "{\"pushed\":true,\"addedLater\":1}";
    var wire = Buffer.buffer().appendInt(json.length()).appendString(json);

    var accepted = new RecordCodec<>(DeliveryAcceptance.class).decodeFromWire(0, wire);

    assertThat(accepted).isEqualTo(new DeliveryAcceptance(true));
  }

  @Test
  void refusesBytesThatAreNoMessage() {
    var wire = Buffer.buffer().appendInt(3).appendString("???");

    assertThatThrownBy(() -> new RecordCodec<>(DeliveryAcceptance.class).decodeFromWire(0, wire))
        .isInstanceOf(DecodeException.class);
  }

  @Test
  void decodesACallbackOfANewerVersion() {
    var callback = new WebhookDelivery(Map.of("a", List.of("1")), Buffer.buffer("{}"));
    var wire = Buffer.buffer();
    new WebhookDeliveryCodec().encodeToWire(wire, callback);
    wire.appendString("added later");

    assertThat(new WebhookDeliveryCodec().decodeFromWire(0, wire)).isEqualTo(callback);
  }

  @Test
  void decodesACallbackOfAVersionWithoutTokens() {
    var callback = new WebhookDelivery(Map.of("a", List.of("1")), Buffer.buffer("{}"));
    var wire = Buffer.buffer();
    new WebhookDeliveryCodec().encodeToWire(wire, callback);
    var older = wire.getBuffer(0, wire.length() - Integer.BYTES);

    assertThat(new WebhookDeliveryCodec().decodeFromWire(0, older)).isEqualTo(callback);
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 0, 1, 9, Integer.MAX_VALUE})
  void refusesBytesThatAreNoCallback(int length) {
    var wire = Buffer.buffer().appendInt(1).appendInt(length).appendString("???");

    assertThatThrownBy(() -> new WebhookDeliveryCodec().decodeFromWire(0, wire))
        .isInstanceOf(DecodeException.class);
  }

  @Test
  void registersTheCodecsOfAllMessages() throws Exception {
    var vertx = Vertx.vertx();

    Contracts.register(vertx.eventBus());

    vertx.close().await(60, TimeUnit.SECONDS);
  }

  @Test
  void hidesSecretsInText() {
    assertThat(new AppToken("client", new Secret("hunter2"), NOW).toString())
        .doesNotContain("hunter2");
  }

  @Test
  void treatsAnUnknownEventTypeAsPrivate() {
    assertThat(ChannelNames.channelOf(event("channel.raid"))).isEqualTo("tfue");
    assertThat(ChannelNames.channelOf(event("channel.follow"))).isEqualTo("private-tfue");
    assertThat(ChannelNames.channelOf(event("channel.brand_new"))).isEqualTo("private-tfue");
  }

  @ParameterizedTest
  @CsvSource({"tfue, tfue", "private-tfue, tfue", "a_1, a_1", "private-9, 9"})
  void findsTheLoginInTheNameOfAChannel(String channel, String login) {
    assertThat(ChannelNames.loginOf(channel)).contains(login);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "private-",
        "a@b",
        "not-a-login",
        "Tfue",
        "private-private-tfue",
        "presence-tfue",
        "cache-tfue",
        "tfue ",
        "tfue\n",
        "ｔｆｕｅ",
        "a23456789012345678901234567"
      })
  void findsNoLoginInOtherChannelNames(String channel) {
    assertThat(ChannelNames.loginOf(channel)).isEmpty();
  }

  @Test
  void treatsARevocationLikeItsEventType() {
    assertThat(ChannelNames.channelOf(revocationOf("stream.online"))).isEqualTo("tfue");
    assertThat(ChannelNames.channelOf(revocationOf("channel.follow"))).isEqualTo("private-tfue");
  }

  private static StreamEvent event(String type) {
    return new StreamEvent("id", type, NOW, TFUE, "", new JsonObject());
  }

  private static StreamEvent revocationOf(String type) {
    return new StreamEvent(
        "id", StreamEvent.REVOCATION, NOW, TFUE, "", new JsonObject().put("type", type));
  }

  private static <R extends Record> R overTheWire(R message) {
    var codec = codec(message);
    var wire = Buffer.buffer("before");
    var start = wire.length();
    codec.encodeToWire(wire, message);
    return codec.decodeFromWire(start, wire);
  }

  @SuppressWarnings("unchecked")
  private static <R extends Record> MessageCodec<R, R> codec(R message) {
    return (MessageCodec<R, R>)
        (message instanceof WebhookDelivery
            ? new WebhookDeliveryCodec()
            : new RecordCodec<>((Class<R>) message.getClass()));
  }
}
