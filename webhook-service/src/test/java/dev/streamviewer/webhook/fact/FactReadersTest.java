package dev.streamviewer.webhook.fact;

import static org.assertj.core.api.Assertions.assertThat;

import dev.streamviewer.platform.contract.event.StreamEvent;
import dev.streamviewer.webhook.FactVector;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class FactReadersTest {
  private static final String TFUE = "60978448";

  static Stream<FactVector> vectors() {
    return FactVector.all();
  }

  @ParameterizedTest
  @MethodSource("vectors")
  void readsTheFactsOfAnEvent(FactVector vector) {
    assertThat(FactReaders.read(vector.type(), vector.streamer().id(), vector.event()))
        .isEqualTo(vector.facts());
  }

  @ParameterizedTest
  @MethodSource("vectors")
  void survivesAnEncodingUnchanged(FactVector vector) {
    var facts = FactReaders.read(vector.type(), vector.streamer().id(), vector.event());

    assertThat(new JsonObject(facts.encode())).isEqualTo(facts);
  }

  @ParameterizedTest
  @MethodSource("vectors")
  void fitsIntoAPushedEvent(FactVector vector) {
    var facts = FactReaders.read(vector.type(), vector.streamer().id(), vector.event());

    assertThat(facts.toBuffer().length()).isLessThan(6_000);
  }

  @ParameterizedTest
  @CsvSource({
    "completed, 120, 30, won, Yes",
    "archived, 120, 30, won, Yes",
    "terminated, 120, 30, won, Yes",
    "completed, 30, 30, tie,",
    "terminated, 7, 7, tie,",
    "completed, 0, 0, nobody,",
    "terminated, 0, 0, nobody,"
  })
  void decidesAPollByItsVotes(String status, int yes, int no, String result, String winner) {
    var poll =
        new JsonObject()
            .put("status", status)
            .put("choices", new JsonArray().add(choice("Yes", yes)).add(choice("No", no)));

    var facts = FactReaders.read("channel.poll.end", TFUE, poll);

    assertThat(facts.getString("result")).isEqualTo(result);
    assertThat(facts.getString("winner")).isEqualTo(winner);
  }

  /** The votes that cannot be read might be the most. */
  @ParameterizedTest
  @CsvSource(
      value = {"completed, NULL", "terminated, closed", "archived, closed"},
      nullValues = "NULL")
  void decidesNoPollWithUnreadableVotes(String status, String result) {
    var odd = new JsonObject().put("title", "No").put("votes", "many");
    var poll =
        new JsonObject()
            .put("status", status)
            .put("choices", new JsonArray().add(choice("Yes", 3)).add(odd));

    assertThat(FactReaders.read("channel.poll.end", TFUE, poll).getString("result"))
        .isEqualTo(result);
  }

  @ParameterizedTest
  @CsvSource({
    "from_broadcaster_user_id, 60978448, raid.out",
    "from_broadcaster_user_id, 1, raid.in",
    "to_broadcaster_user_id, 60978448, raid.in",
    "to_broadcaster_user_id, 1, raid.out"
  })
  void tellsTheDirectionOfARaidByEitherId(String field, String id, String action) {
    var raid = new JsonObject().put(field, id);

    assertThat(FactReaders.read("channel.raid", TFUE, raid).getString("action")).isEqualTo(action);
  }

  /** The notices of Twitch's reference, and those of them that a shared chat repeats. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "sub",
        "resub",
        "sub_gift",
        "community_sub_gift",
        "gift_paid_upgrade",
        "prime_paid_upgrade",
        "raid",
        "unraid",
        "pay_it_forward",
        "announcement",
        "bits_badge_tier",
        "charity_donation",
        "watch_streak",
        "modiversary",
        "shared_chat_sub",
        "shared_chat_resub",
        "shared_chat_sub_gift",
        "shared_chat_community_sub_gift",
        "shared_chat_gift_paid_upgrade",
        "shared_chat_prime_paid_upgrade",
        "shared_chat_raid",
        "shared_chat_pay_it_forward",
        "shared_chat_announcement",
        "shared_chat_modiversary"
      })
  void hasAReaderAndAVectorForEveryChatNotice(String notice) {
    assertThat(ChatFacts.BY_NOTICE).containsKey(notice.replace("shared_chat_", ""));
    assertThat(FactVector.all().map(vector -> vector.event().getValue("notice_type")))
        .contains(notice);
  }

  /** Tests numbers that cannot be true, such as a cheer of no bits. */
  @ParameterizedTest
  @CsvSource({
    "channel.ad_break.begin, duration_seconds, 0",
    "channel.ad_break.begin, duration_seconds, -60",
    "channel.cheer, bits, 0",
    "channel.bits.use, bits, 0",
    "channel.subscription.gift, total, 0",
    "channel.subscription.message, cumulative_months, 0"
  })
  void tellsNoAmountOfNothing(String type, String field, String number) {
    for (Object value : List.of(number, Long.parseLong(number))) {
      assertThat(FactReaders.read(type, TFUE, new JsonObject().put(field, value)).fieldNames())
          .doesNotContain("amount", "unit");
    }
  }

  /** A raid may bring nobody. */
  @Test
  void tellsARaidWithoutViewers() {
    var raid = new JsonObject().put("viewers", "0");

    assertThat(FactReaders.read("channel.raid", TFUE, raid).getLong("amount")).isZero();
  }

  @ParameterizedTest
  @CsvSource(
      value = {
        "resolved, b, won, B",
        "RESOLVED, b, won, B",
        "resolved, c, NULL, NULL",
        "resolved, NULL, NULL, NULL",
        "canceled, NULL, cancelled, NULL",
        "canceled, b, cancelled, NULL"
      },
      nullValues = "NULL")
  void decidesAPredictionByWhatTwitchSays(String status, String id, String result, String winner) {
    var outcomes =
        new JsonArray()
            .add(new JsonObject().put("id", "a").put("title", "A").put("users", 5))
            .add(new JsonObject().put("id", "b").put("title", "B").put("users", 5));
    var prediction =
        new JsonObject()
            .put("status", status)
            .put("winning_outcome_id", id)
            .put("outcomes", outcomes);

    var facts = FactReaders.read("channel.prediction.end", TFUE, prediction);

    assertThat(facts.getString("result")).isEqualTo(result);
    assertThat(facts.getString("winner")).isEqualTo(winner);
    assertThat(facts.getJsonArray("choices").encode().contains("won")).isEqualTo(winner != null);
  }

  @ParameterizedTest
  @CsvSource({
    "12:00:00Z, 12:10:00Z",
    "12:00:00.900000001Z, 12:10:00.5Z",
    "12:00:00.1Z, 12:10:00.123456789Z"
  })
  void roundsTheLengthOfATimeout(String since, String until) {
    var timeout =
        new JsonObject()
            .put("banned_at", "2026-11-28T" + since)
            .put("ends_at", "2026-11-28T" + until);

    assertThat(FactReaders.read("channel.ban", TFUE, timeout).getLong("amount")).isEqualTo(600);
  }

  /** Twitch names the fields after the notice, which a shared chat gives another name. */
  @ParameterizedTest
  @ValueSource(strings = {"resub", "shared_chat_resub"})
  void readsANoticeOfASharedChatUnderEitherName(String name) {
    var notice =
        new JsonObject()
            .put("notice_type", "shared_chat_resub")
            .put(name, new JsonObject().put("cumulative_months", 4));

    assertThat(FactReaders.read("channel.chat.notification", TFUE, notice).getLong("amount"))
        .isEqualTo(4);
  }

  @Test
  void marksOnlyTheWinningChoice() {
    var poll =
        new JsonObject()
            .put("status", "completed")
            .put("choices", new JsonArray().add(choice("Yes", 3)).add(choice("No", 9)));

    assertThat(FactReaders.read("channel.poll.end", TFUE, poll).getJsonArray("choices"))
        .isEqualTo(new JsonArray().add(choice("Yes", 3)).add(choice("No", 9).put("won", true)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"channel.raid", "channel.cheer", "channel.goal.end", "channel.poll.end"})
  void addsNothingThatTwitchDidNotSay(String type) {
    assertThat(FactReaders.read(type, TFUE, new JsonObject()).fieldNames())
        .containsExactlyInAnyOrder("action", "via");
  }

  @Test
  void tellsAWebSubStreamWithItsTitle() {
    var stream = new JsonObject().put("id", "7").put("type", "live").put("title", "Hi");

    assertThat(FactReaders.readWebSub("stream.online", TFUE, stream))
        .isEqualTo(
            new JsonObject(
                """
                {"action":"stream.online","kind":"live","title":"Hi","via":"websub",
                 "object":{"kind":"stream","id":"7"},"refs":{"stream":"7"}}\
                """));
  }

  /** The type decides whether a revocation is public, so the type must survive. */
  @Test
  void keepsTheTypeOfARevocation() {
    var details = new JsonObject().put("type", "channel.follow").put("reason", "user_removed");

    assertThat(FactReaders.read(StreamEvent.REVOCATION, TFUE, details).getString("type"))
        .isEqualTo("channel.follow");
  }

  private static JsonObject choice(String title, int votes) {
    return new JsonObject().put("title", title).put("votes", (long) votes);
  }
}
