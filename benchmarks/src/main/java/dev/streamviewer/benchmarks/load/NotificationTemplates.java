package dev.streamviewer.benchmarks.load;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.security.GeneralSecurityException;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Requests as Twitch posts them: correctly signed, each with a unique message id and event, for a
 * hundred channels in turn. A single template is filled in place. Signatures can be made in
 * advance, since signing costs as much as sending.
 */
final class NotificationTemplates {
  static final String SECRET = "benchmark-webhook-secret";
  private static final int CHANNELS = 100;
  private static final long STAMP_SECONDS = 60;

  // Placeholders have the width of their values; control characters occur nowhere else.
  private static final String IDENTITY = "\1".repeat(EventIds.DIGITS);
  private static final String CHANNEL = "\2".repeat(3);
  private static final String STAMP = "\3".repeat(30);
  private static final String SIGNATURE = "\4".repeat(64);
  private static final String UUID = EventIds.PREFIX + IDENTITY;

  private static final String BODY =
      """
      {"subscription":{"id":"f1c2a387-161a-49f9-a165-0f21d7a4e1c4","status":"enabled",\
      "type":"channel.channel_points_custom_reward_redemption.add","version":"1",\
      "condition":{"broadcaster_user_id":"90000%2$s","reward_id":""},"transport":\
      {"method":"webhook","callback":"https://viewer.example.com/api/callback"},\
      "created_at":"2026-11-20T10:11:12.634234626Z","cost":0},"event":{"id":"%1$s",\
      "broadcaster_user_id":"90000%2$s","broadcaster_user_login":"streamer%2$s",\
      "broadcaster_user_name":"Streamer%2$s","user_id":"9001","user_login":"cooler_user",\
      "user_name":"Cooler_User","user_input":"Play the next one in reverse, please!",\
      "status":"unfulfilled","reward":{"id":"92af127c-7326-4483-a52b-b0da0be61c01",\
      "title":"Choose the next song","cost":100,"prompt":"Which song shall it be?"},\
      "redeemed_at":"%3$s"}}\
      """
          .formatted(UUID, CHANNEL, STAMP);

  private static final String HEAD =
      String.join(
          "\r\n",
          "POST /api/callback HTTP/1.1",
          "Host: 127.0.0.1",
          "Content-Type: application/json",
          "Twitch-Eventsub-Message-Id: " + UUID,
          "Twitch-Eventsub-Message-Retry: 0",
          "Twitch-Eventsub-Message-Type: notification",
          "Twitch-Eventsub-Message-Timestamp: " + STAMP,
          "Twitch-Eventsub-Message-Signature: sha256=" + SIGNATURE,
          "Twitch-Eventsub-Subscription-Type: channel.channel_points_custom_reward_redemption.add",
          "Twitch-Eventsub-Subscription-Version: 1",
          "Content-Length: " + BODY.length(),
          "",
          "");

  private static final DateTimeFormatter RFC3339 =
      new DateTimeFormatterBuilder().appendInstant(9).toFormatter();

  private final int source;
  private final RequestTemplate template = new RequestTemplate(HEAD + BODY);
  private final Mac mac;
  private byte[] stamp;
  private long stampedAt;
  private byte[] signatures = new byte[0];
  private long firstSigned;

  /**
   * Creates the requests of a source.
   *
   * @param source identifies the messages at Pusher, see {@link EventIds}
   */
  NotificationTemplates(int source) throws GeneralSecurityException {
    this.source = source;
    mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(SECRET.getBytes(US_ASCII), "HmacSHA256"));
    renewStamp();
  }

  /** Signs messages in advance. */
  void prepare(long first, int count) {
    renewStamp();
    firstSigned = first;
    signatures = new byte[0];
    var signed = new byte[count * SIGNATURE.length()];
    for (var i = 0; i < count; i++) {
      fill(first + i);
      System.arraycopy(sign(), 0, signed, i * SIGNATURE.length(), SIGNATURE.length());
    }
    signatures = signed;
  }

  /** The complete request of a message; the array is reused for the next message. */
  byte[] request(long sequence) {
    var signed = (sequence - firstSigned) * SIGNATURE.length();
    if (signed >= 0 && signed < signatures.length) {
      fill(sequence);
      template.put(SIGNATURE, signatures, (int) signed);
    } else {
      if (System.nanoTime() - stampedAt > STAMP_SECONDS * 1_000_000_000L) {
        signatures = new byte[0];
        renewStamp();
      }
      fill(sequence);
      template.put(SIGNATURE, sign(), 0);
    }
    return template.bytes();
  }

  private void renewStamp() {
    stampedAt = System.nanoTime();
    stamp = RFC3339.format(Instant.now()).getBytes(US_ASCII);
    template.put(STAMP, stamp, 0);
  }

  private void fill(long sequence) {
    template.put(IDENTITY, EventIds.digits(source, sequence), 0);
    template.put(CHANNEL, channel(sequence), 0);
  }

  private byte[] sign() {
    var id = template.firstPosition(IDENTITY) - EventIds.PREFIX.length();
    mac.update(template.bytes(), id, EventIds.PREFIX.length() + EventIds.DIGITS);
    mac.update(stamp);
    mac.update(template.bytes(), HEAD.length(), BODY.length());
    return HexFormat.of().formatHex(mac.doFinal()).getBytes(US_ASCII);
  }

  private static byte[] channel(long sequence) {
    var number = (int) (sequence % CHANNELS);
    return new byte[] {'0', (byte) ('0' + number / 10), (byte) ('0' + number % 10)};
  }
}
