package dev.streamviewer.webhook.dedup;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.streamviewer.platform.bus.BusFailure;
import dev.streamviewer.testing.InterceptedMap;
import dev.streamviewer.webhook.dedup.DeliveryMarks.Claim;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.shareddata.AsyncMap;
import io.vertx.junit5.VertxExtension;
import java.time.Clock;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(VertxExtension.class)
class ClusteredDeliveryMarksTest {
  private static final MarkKey KEY = MarkKey.of("m1");

  private AsyncMap<String, String> shared;
  private ClusteredDeliveryMarks here;
  private ClusteredDeliveryMarks there;

  @BeforeEach
  void open(Vertx vertx) throws Exception {
    shared = vertx.sharedData().<String, String>getLocalAsyncMap("inbox").await(60, SECONDS);
    here = new ClusteredDeliveryMarks(new LocalDeliveryMarks(10, Clock.systemUTC()), shared);
    there = new ClusteredDeliveryMarks(new LocalDeliveryMarks(10, Clock.systemUTC()), shared);
  }

  @Test
  void letsOneProcessDeliver() throws Exception {
    assertThat(claim(here)).isEqualTo(Claim.NEW);
    assertThat(claim(there)).isEqualTo(Claim.IN_FLIGHT);
    assertThat(claim(here)).isEqualTo(Claim.IN_FLIGHT);
  }

  @Test
  void knowsDeliveriesOfAllProcesses() throws Exception {
    claim(here);
    here.confirm(KEY, DeliveryMarks.ANY_TIME);

    await().untilAsserted(() -> assertThat(claim(there)).isEqualTo(Claim.DELIVERED));
  }

  @Test
  void letsAnotherProcessDeliverAfterAFailure() throws Exception {
    claim(here);
    here.release(KEY);

    await().untilAsserted(() -> assertThat(claim(there)).isEqualTo(Claim.NEW));
  }

  @Test
  void failsWithoutAMarkIfTheClusterDoesNotAnswer(Vertx vertx) throws Exception {
    var broken =
        new ClusteredDeliveryMarks(
            new LocalDeliveryMarks(10, Clock.systemUTC()),
            InterceptedMap.before(shared, ".*", () -> Future.failedFuture("no owner left")));

    assertThatThrownBy(() -> claim(broken)).isInstanceOf(BusFailure.class);
    assertThatThrownBy(() -> claim(broken)).as("may be tried again").isInstanceOf(BusFailure.class);
  }

  private static Claim claim(DeliveryMarks marks) throws Exception {
    return marks.claim(KEY, DeliveryMarks.ANY_TIME).await(60, SECONDS);
  }
}
