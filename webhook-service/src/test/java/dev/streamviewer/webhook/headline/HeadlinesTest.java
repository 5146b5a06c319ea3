package dev.streamviewer.webhook.headline;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HeadlinesTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "stream.online | {'type':'live'} | Luna went live",
        "stream.online | {'type':'rerun'} | Luna started a rerun",
        "stream.offline | {} | Luna went offline",
        "channel.update | {'title':'Hi','category_name':'Chess'} | Now in Chess: “Hi”",
        "channel.update | {'title':'Hi','category_name':''} | New title: “Hi”",
        "channel.raid | {'from_broadcaster_user_name':'Tfue','viewers':1204}"
            + " | Raided by Tfue with 1,204 viewers",
        "channel.raid | {'from_broadcaster_user_name':'Luna','to_broadcaster_user_name':'Tfue',"
            + "'viewers':1} | Raids Tfue with 1 viewer",
        "channel.follow | {'user_name':'Ada'} | Ada follows now",
        "channel.subscribe | {'user_name':'Ada','tier':'2000'} | Ada subscribed at tier 2",
        "channel.subscribe | {'user_name':'Ada','tier':'1000','is_gift':true}"
            + " | Ada was given a tier 1 subscription",
        "channel.subscription.gift | {'is_anonymous':true,'user_name':null,'total':5,"
            + "'tier':'1000','cumulative_total':null}"
            + " | Somebody anonymous gave away 5 subscriptions at tier 1",
        "channel.subscription.gift | {'user_name':'Ada','total':2,'tier':'3000',"
            + "'cumulative_total':284} | Ada gave away 2 subscriptions at tier 3, 284 in all",
        "channel.subscription.message | {'user_name':'Ada','tier':'1000','cumulative_months':21,"
            + "'message':{'text':'Hello'}} | Ada subscribed at tier 1 for the 21st month: “Hello”",
        "channel.subscription.message | {'user_name':'Ada','tier':'1000','cumulative_months':12,"
            + "'message':{'text':''}} | Ada subscribed at tier 1 for the 12th month",
        "channel.cheer | {'is_anonymous':false,'user_name':'Ada','bits':1000,'message':'go'}"
            + " | Ada cheered 1,000 bits: “go”",
        "channel.hype_train.begin | {'level':1} | A hype train began at level 1",
        "channel.hype_train.progress | {'level':2,'progress':250,'goal':1800}"
            + " | The hype train is at level 2, 250 of 1,800",
        "channel.hype_train.end | {'level':4} | The hype train ended at level 4",
        "channel.poll.begin | {'title':'Tea?'} | A poll began: “Tea?”",
        "channel.poll.end | {'title':'Tea?','status':'completed','choices':["
            + "{'title':'Yes','votes':3},{'title':'No','votes':9}]} | “No” won the poll: “Tea?”",
        "channel.poll.end | {'title':'Tea?','status':'terminated'}"
            + " | The poll was closed: “Tea?”",
        "channel.prediction.lock | {'title':'Win?'} | No more predictions: “Win?”",
        "channel.prediction.end | {'title':'Win?','winning_outcome_id':'2','outcomes':["
            + "{'id':'1','title':'a'},{'id':'2','title':'b'}]} | It was “b”: “Win?”",
        "channel.prediction.end | {'title':'Win?','winning_outcome_id':null,'outcomes':[]}"
            + " | The prediction was cancelled: “Win?”",
        "channel.goal.progress | {'type':'follow','description':'','current_amount':9,"
            + "'target_amount':678} | Closer to the goal: 9 of 678 follows",
        "channel.goal.end | {'is_achieved':true,'description':'new mic','current_amount':50,"
            + "'target_amount':50} | Goal reached: 50 of 50 new mic",
        "channel.channel_points_custom_reward_redemption.add | {'user_name':'Ada',"
            + "'reward':{'title':'Hydrate'},'user_input':'now'} | Ada redeemed “Hydrate”: “now”",
        "channel.shoutout.create | {'to_broadcaster_user_name':'Tfue'} | Shouted out Tfue",
        "channel.shoutout.receive | {'from_broadcaster_user_name':'Tfue','viewer_count':860}"
            + " | Shouted out by Tfue before 860 viewers",
        "channel.ad_break.begin | {'duration_seconds':60,'is_automatic':true}"
            + " | An ad break of 60 seconds began, as scheduled",
        "revocation | {'type':'stream.online','reason':'user_removed'} | Twitch no longer tells us"
            + " of “stream.online” events: the account no longer exists",
        "channel.bits.use | {'user_name':'Ada','bits':500,'custom_power_up':{'title':'Confetti'}}"
            + " | Ada used “Confetti” for 500 bits",
        "channel.custom_power_up_redemption.add | {'user_name':'Ada','user_input':'pog',"
            + "'custom_power_up':{'title':'Confetti','bits':100}}"
            + " | Ada used “Confetti” for 100 bits: “pog”",
        "channel.charity_campaign.start | {'charity_name':'Keepers'}"
            + " | A campaign for Keepers began",
        "channel.charity_campaign.stop | {'charity_name':'Keepers'}"
            + " | The campaign for Keepers ended",
        "channel.channel_points_automatic_reward_redemption.add | {'user_name':'Ada',"
            + "'reward':{'type':'send_highlighted_message'},'message':{'text':'Hello'}}"
            + " | Ada highlighted a message: “Hello”",
        "channel.channel_points_automatic_reward_redemption.add | {'user_name':'Ada',"
            + "'reward':{'type':'brand_new_thing'}} | Ada redeemed a reward",
        "channel.shield_mode.begin | {'moderator_user_name':'Ada'} | Ada turned on shield mode",
        "channel.shield_mode.end | {'moderator_user_name':'Ada'} | Ada turned off shield mode",
        "channel.unban_request.create | {'user_name':'Ada','text':'please'}"
            + " | Ada asks to be unbanned: “please”",
        "channel.unban_request.resolve | {'user_name':'Ada','status':'denied',"
            + "'resolution_text':'no'} | Ada’s request to be unbanned was declined: “no”",
        "channel.warning.send | {'moderator_user_name':'Bo','user_name':'Ada','reason':'rude'}"
            + " | Bo warned Ada: “rude”",
        "channel.warning.acknowledge | {'user_name':'Ada'} | Ada acknowledged a warning",
        "channel.suspicious_user.message | {'user_name':'Ada','message':{'text':'hm'}}"
            + " | Ada, a suspicious user, wrote a message: “hm”",
        "channel.suspicious_user.update | {'user_name':'Ada','low_trust_status':'none'}"
            + " | Ada is no longer a suspicious user",
        "channel.brand_new.thing | {} | Brand new thing"
      })
  void readLikeAPersonWroteThem(String type, String event, String headline) {
    assertThat(Headlines.of(type, "Luna", new JsonObject(event.replace('\'', '"'))))
        .isEqualTo(headline);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "stream.online",
        "stream.offline",
        "channel.update",
        "channel.raid",
        "channel.follow",
        "channel.subscribe",
        "channel.subscription.end",
        "channel.subscription.gift",
        "channel.subscription.message",
        "channel.cheer",
        "channel.bits.use",
        "channel.hype_train.begin",
        "channel.hype_train.progress",
        "channel.hype_train.end",
        "channel.poll.begin",
        "channel.poll.progress",
        "channel.poll.end",
        "channel.prediction.begin",
        "channel.prediction.progress",
        "channel.prediction.lock",
        "channel.prediction.end",
        "channel.goal.begin",
        "channel.goal.progress",
        "channel.goal.end",
        "channel.shoutout.create",
        "channel.shoutout.receive",
        "channel.ad_break.begin",
        "channel.channel_points_custom_reward_redemption.add",
        "channel.channel_points_custom_reward_redemption.update",
        "channel.channel_points_automatic_reward_redemption.add",
        "channel.channel_points_custom_reward.add",
        "channel.shared_chat.begin",
        "channel.chat.notification",
        "revocation",
        "drop.entitlement.grant",
        "user.authorization.revoke",
        ""
      })
  void nothingInAnEventCanBreakThem(String type) {
    var odd =
        """
        {"user_name":5,"viewers":"many","message":[],"choices":[null,3],"outcomes":{},
         "reward":"x","tier":null,"total":{"a":1},"bits":1e9,"cumulative_months":null}\
        """;

    assertThat(Headlines.of(type, "Luna", new JsonObject())).isNotBlank();
    assertThat(Headlines.of(type, "Luna", new JsonObject(odd))).isNotBlank();
  }

  @Test
  void limitsHeadlinesToOneLine() {
    var event = new JsonObject().put("user_name", "Ada").put("message", "x\n".repeat(5_000));

    var headline = Headlines.of("channel.cheer", "Luna", event);

    assertThat(headline).doesNotContain("\n").hasSizeLessThan(300);
  }
}
