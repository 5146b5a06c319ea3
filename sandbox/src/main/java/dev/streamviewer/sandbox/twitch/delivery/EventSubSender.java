package dev.streamviewer.sandbox.twitch.delivery;

import dev.streamviewer.sandbox.twitch.delivery.CallbackClient.Answer;
import dev.streamviewer.sandbox.twitch.delivery.DeliveryRecord.Outcome;
import dev.streamviewer.sandbox.twitch.eventsub.EventSubNotification;
import dev.streamviewer.sandbox.twitch.eventsub.EventSubSubscription;
import dev.streamviewer.sandbox.twitch.eventsub.EventSubSubscriptions;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** Posts to callbacks: again with the same id and a rising retry header until the limit is met. */
public final class EventSubSender {
  /** Waiting for an answer or for the next try. */
  private static final int MAX_UNDER_WAY = 20_000;

  private final Vertx vertx;
  private final CallbackClient client;
  private final EventSubSubscriptions subscriptions;
  private final DeliveryLog log;
  private final List<Duration> retryDelays;
  private int underWay;

  public EventSubSender(
      Vertx vertx,
      CallbackClient client,
      EventSubSubscriptions subscriptions,
      DeliveryLog log,
      List<Duration> retryDelays) {
    this.vertx = vertx;
    this.client = client;
    this.subscriptions = subscriptions;
    this.log = log;
    this.retryDelays = retryDelays;
  }

  /** Any 2xx will do. */
  Future<DeliveryRecord> deliver(SignedRequest post) {
    return attempt(new Errand(post, retryDelays, Answer::isSuccess));
  }

  /** Sent once, whatever the answer. */
  Future<DeliveryRecord> deliverOnce(SignedRequest post) {
    return attempt(new Errand(post, List.of(), Answer::isSuccess));
  }

  /** Sent once; exactly 200 and exactly the challenge will do. */
  Future<DeliveryRecord> challenge(SignedRequest post, String challenge) {
    return attempt(
        new Errand(
            post, List.of(), answer -> answer.status() == 200 && answer.body().equals(challenge)));
  }

  private Future<DeliveryRecord> attempt(Errand errand) {
    var delivery = DeliveryRecord.begun(errand.message(), errand.post().via());
    if (underWay >= MAX_UNDER_WAY) {
      return Future.succeededFuture(
          delivery.answered(Answer.none("Too many messages under way"), Outcome.FAILED));
    }
    underWay++;
    return attempt(errand, log.open(delivery), delivery).onComplete(over -> underWay--);
  }

  private Future<DeliveryRecord> attempt(Errand errand, long entry, DeliveryRecord soFar) {
    var retry = soFar.attempts();
    return client
        .post(errand.post(), retry)
        .compose(
            answer -> {
              var delivery = soFar.answered(answer, errand.judge(answer, retry));
              log.update(entry, delivery);
              return delivery.outcome() == Outcome.RETRYING
                  ? vertx
                      .timer(errand.pauses().get(retry).toMillis(), TimeUnit.MILLISECONDS)
                      .compose(waited -> again(errand, entry, delivery))
                  : Future.succeededFuture(delivery);
            });
  }

  private Future<DeliveryRecord> again(Errand errand, long entry, DeliveryRecord delivery) {
    var wanted = errand.message().subscription().map(EventSubSubscription::id);
    if (wanted.flatMap(subscriptions::find).filter(EventSubSubscription::isEnabled).isPresent()) {
      return attempt(errand, entry, delivery);
    }
    var abandoned = delivery.with(Outcome.ABANDONED);
    log.update(entry, abandoned);
    return Future.succeededFuture(abandoned);
  }

  private record Errand(SignedRequest post, List<Duration> pauses, Predicate<Answer> accepts) {
    EventSubNotification message() {
      return post.message();
    }

    Outcome judge(Answer answer, int retry) {
      if (accepts.test(answer)) {
        return Outcome.DELIVERED;
      }
      return retry < pauses.size() ? Outcome.RETRYING : Outcome.FAILED;
    }
  }
}
