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

/**
 * Posts messages to callbacks. Retries keep the message id and raise the retry header up to the
 * limit.
 */
public final class EventSubSender {
  /** Bound on messages that wait for a response or for the next retry. */
  private static final int MAX_IN_FLIGHT = 20_000;

  private final Vertx vertx;
  private final CallbackClient client;
  private final EventSubSubscriptions subscriptions;
  private final DeliveryLog log;
  private final List<Duration> retryDelays;
  private int inFlight;

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

  /** Posts with retries until the callback responds with any 2xx status. */
  Future<DeliveryRecord> deliver(SignedRequest request) {
    return attempt(new PostPlan(request, retryDelays, Answer::isSuccess));
  }

  /** Posts once, without retries. */
  Future<DeliveryRecord> deliverOnce(SignedRequest request) {
    return attempt(new PostPlan(request, List.of(), Answer::isSuccess));
  }

  /**
   * Posts a challenge once. The callback must respond with status 200 and exactly the challenge.
   */
  Future<DeliveryRecord> challenge(SignedRequest request, String challenge) {
    return attempt(
        new PostPlan(
            request,
            List.of(),
            answer -> answer.status() == 200 && answer.body().equals(challenge)));
  }

  private Future<DeliveryRecord> attempt(PostPlan plan) {
    var delivery = DeliveryRecord.begun(plan.message(), plan.request().via());
    if (inFlight >= MAX_IN_FLIGHT) {
      return Future.succeededFuture(
          delivery.answered(Answer.none("Too many pending messages"), Outcome.FAILED));
    }
    inFlight++;
    return attempt(plan, log.open(delivery), delivery).onComplete(done -> inFlight--);
  }

  private Future<DeliveryRecord> attempt(PostPlan plan, long entry, DeliveryRecord previous) {
    var retry = previous.attempts();
    return client
        .post(plan.request(), retry)
        .compose(
            answer -> {
              var delivery = previous.answered(answer, plan.outcomeOf(answer, retry));
              log.update(entry, delivery);
              return delivery.outcome() == Outcome.RETRYING
                  ? vertx
                      .timer(plan.retryDelays().get(retry).toMillis(), TimeUnit.MILLISECONDS)
                      .compose(waited -> resend(plan, entry, delivery))
                  : Future.succeededFuture(delivery);
            });
  }

  private Future<DeliveryRecord> resend(PostPlan plan, long entry, DeliveryRecord delivery) {
    var subscriptionId = plan.message().subscription().map(EventSubSubscription::id);
    if (subscriptionId
        .flatMap(subscriptions::find)
        .filter(EventSubSubscription::isEnabled)
        .isPresent()) {
      return attempt(plan, entry, delivery);
    }
    var abandoned = delivery.with(Outcome.ABANDONED);
    log.update(entry, abandoned);
    return Future.succeededFuture(abandoned);
  }

  private record PostPlan(
      SignedRequest request, List<Duration> retryDelays, Predicate<Answer> accepts) {
    EventSubNotification message() {
      return request.message();
    }

    Outcome outcomeOf(Answer answer, int retry) {
      if (accepts.test(answer)) {
        return Outcome.DELIVERED;
      }
      return retry < retryDelays.size() ? Outcome.RETRYING : Outcome.FAILED;
    }
  }
}
