package dev.streamviewer.webhook.headline;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ChatHeadlinesTest {
  private static final String TYPE = "channel.chat.notification";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "sub | {'sub_tier':'2000','is_prime':false} | Ada subscribed at tier 2",
        "sub | {'sub_tier':'1000','is_prime':true} | Ada subscribed with Prime",
        "resub | {'sub_tier':'1000','cumulative_months':23}"
            + " | Ada subscribed at tier 1 for the 23rd month: “Hi”",
        "sub_gift | {'sub_tier':'3000','recipient_user_name':'Bo'}"
            + " | Ada gave Bo a tier 3 subscription",
        "community_sub_gift | {'sub_tier':'1000','total':5,'cumulative_total':1204}"
            + " | Ada gave away 5 subscriptions at tier 1, 1,204 in all",
        "community_sub_gift | {'sub_tier':'1000','total':1}"
            + " | Ada gave away 1 subscription at tier 1",
        "gift_paid_upgrade | {'gifter_is_anonymous':false,'gifter_user_name':'Bo'}"
            + " | Ada keeps the subscription that Bo gave",
        "gift_paid_upgrade | {'gifter_is_anonymous':true}"
            + " | Ada keeps the subscription that somebody gave",
        "prime_paid_upgrade | {'sub_tier':'1000'} | Ada went from Prime to a tier 1 subscription",
        "raid | {'user_name':'Bo','viewer_count':1204} | Raided by Bo with 1,204 viewers",
        "unraid | {} | The raid was called off",
        "pay_it_forward | {'gifter_user_name':'Bo'} | Ada passes on the gift of Bo",
        "announcement | {'color':'blue'} | Announcement by Ada: “Hi”",
        "bits_badge_tier | {'tier':25000} | Ada earned the badge for 25,000 bits",
        "charity_donation | {'charity_name':'Keepers','amount':{'value':1050,'decimal_places':2,"
            + "'currency':'EUR'}} | Ada donated 10.50 EUR to Keepers",
        "watch_streak | {'streak_count':25} | Ada watched 25 streams in a row: “Hi”",
        "modiversary | {'months':18} | Ada has been a moderator for 18 months: “Hi”",
        "shared_chat_modiversary | {'months':1}"
            + " | Ada has been a moderator for 1 month: “Hi” in Sol’s chat",
        "shared_chat_sub | {'sub_tier':'1000'} | Ada subscribed at tier 1 in Sol’s chat",
        "shared_chat_raid | {'user_name':'Bo','viewer_count':2}"
            + " | Raided by Bo with 2 viewers in Sol’s chat",
        "brand_new | {} | Something new happened!"
      })
  void readLikeAPersonWroteThem(String type, String notice, String headline) {
    var event =
        new JsonObject()
            .put("chatter_user_name", "Ada")
            .put("source_broadcaster_user_name", "Sol")
            .put("system_message", "Something new happened!")
            .put("message", new JsonObject().put("text", "Hi"))
            .put("notice_type", type)
            .put(type, new JsonObject(notice.replace('\'', '"')));

    assertThat(Headlines.of(TYPE, "Luna", event)).isEqualTo(headline);
  }

  @ParameterizedTest
  @ValueSource(strings = {"sub", "community_sub_gift", "pay_it_forward"})
  void hidesAnonymousGivers(String type) {
    var event = new JsonObject().put("chatter_is_anonymous", true).put("notice_type", type);

    assertThat(Headlines.of(TYPE, "Luna", event)).startsWith("Somebody anonymous ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"sub", "resub", "raid", "charity_donation", "shared_chat_resub", "", "x"})
  void acceptsAnyFieldsOfANotice(String type) {
    var odd =
        new JsonObject(
            """
            {"chatter_user_name":5,"message":[],"sub":3,"raid":{"viewer_count":"many"},
             "charity_donation":{"amount":{"value":1e9,"decimal_places":-900}}}\
            """);

    assertThat(Headlines.of(TYPE, "Luna", odd.put("notice_type", type))).isNotBlank();
    assertThat(Headlines.of(TYPE, "Luna", new JsonObject())).isNotBlank();
  }
}
