package dev.streamviewer.webhook.subscription;

import static org.assertj.core.api.Assertions.assertThat;

import dev.streamviewer.platform.config.Secret;
import dev.streamviewer.testing.TestClock;
import dev.streamviewer.webhook.eventsub.EventSubSubscription;
import dev.streamviewer.webhook.eventsub.TypeVersions;
import dev.streamviewer.webhook.helix.Helix;
import dev.streamviewer.webhook.transport.CallbackUrls;
import dev.streamviewer.webhook.transport.ConduitRegistry;
import dev.streamviewer.webhook.transport.HelixConduits;
import dev.streamviewer.webhook.transport.WebhookTransport;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class HelixSubscriptionsTest {
  private static final String CALLBACK = "https://viewer.test/api/callback";
  private static final int PAGES = 1_000;

  /** A small stack, which a list with nested pages overflows at once. */
  private static final int STACK_BYTES = 256 * 1024;

  private final TestClock clock = new TestClock(Instant.parse("2026-11-23T20:00:00Z"));
  private final AtomicInteger asked = new AtomicInteger();

  @Test
  void listsManyPagesWithoutStackOverflow() throws Exception {
    var twitch = twitch(new Pages(PAGES));
    var listed = new CompletableFuture<List<EventSubSubscription>>();

    new Thread(
            null,
            () ->
                twitch
                    .all()
                    .onComplete(
                        (found, failure) -> {
                          if (failure == null) {
                            listed.complete(found);
                          } else {
                            listed.completeExceptionally(failure);
                          }
                        }),
            "small stack",
            STACK_BYTES)
        .start();

    assertThat(listed.get()).hasSize(PAGES);
    assertThat(twitch.pages()).isEqualTo(PAGES);
  }

  @Test
  void stopsAnEndlessListAfterAThousandPages() {
    var listed = twitch(new Pages(Integer.MAX_VALUE)).all();

    assertThat(listed.result()).hasSize(PAGES);
    assertThat(asked).hasValue(PAGES);
  }

  private HelixSubscriptions twitch(Helix helix) {
    var callbacks =
        new CallbackUrls(
            URI.create(CALLBACK), Optional.empty(), new Secret("a-webhook-secret"), false);
    var conduits = new ConduitRegistry(new HelixConduits(helix), callbacks, clock);
    return new HelixSubscriptions(
        helix,
        new WebhookTransport(callbacks, conduits, clock),
        new SubscriptionBudget(new SimpleMeterRegistry()),
        TypeVersions.RELEASED);
  }

  /** A Helix with one subscription a page and immediate answers. */
  private final class Pages implements Helix {
    private final int last;

    private Pages(int last) {
      this.last = last;
    }

    @Override
    public Future<Answer> get(String pathAndQuery) {
      return Future.succeededFuture(
          new Answer(
              200, pathAndQuery.contains("/conduits") ? new JsonObject() : page(pathAndQuery)));
    }

    private JsonObject page(String pathAndQuery) {
      var number = asked.incrementAndGet();
      assertThat(pathAndQuery).endsWith(number == 1 ? "?first=100" : "&after=" + (number - 1));
      var subscription =
          new JsonObject()
              .put("id", "s" + number)
              .put("transport", new JsonObject().put("callback", CALLBACK));
      return new JsonObject()
          .put("data", new JsonArray().add(subscription))
          .put(
              "pagination",
              number == last
                  ? new JsonObject()
                  : new JsonObject().put("cursor", String.valueOf(number)));
    }

    @Override
    public Future<Answer> post(String path, JsonObject body) {
      throw new AssertionError("Nothing is created");
    }

    @Override
    public Future<Answer> patch(String path, JsonObject body) {
      throw new AssertionError("Nothing is changed");
    }

    @Override
    public Future<Answer> delete(String pathAndQuery) {
      throw new AssertionError("Nothing is deleted");
    }
  }
}
