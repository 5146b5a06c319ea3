package dev.streamviewer.webhook.chat;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import dev.streamviewer.platform.async.RoundGuard;
import dev.streamviewer.platform.cluster.LeaderLease;
import dev.streamviewer.platform.config.Secret;
import dev.streamviewer.platform.contract.Contracts;
import dev.streamviewer.platform.contract.auth.ChatConsentRevoked;
import dev.streamviewer.platform.contract.streamer.ChatTokenOwner;
import dev.streamviewer.platform.contract.streamer.StreamerProfile;
import dev.streamviewer.platform.contract.streamer.UnwatchStreamer;
import dev.streamviewer.platform.contract.streamer.WatchStreamer;
import dev.streamviewer.platform.launch.ServiceContext;
import dev.streamviewer.platform.retry.RetryGate;
import dev.streamviewer.webhook.eventsub.TypeVersions;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.shareddata.AsyncMap;
import java.net.URI;
import java.time.Duration;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the chats of watched streamers read by one process of the cluster at a time. All processes
 * know the token owners; the leader holds the sessions.
 */
public final class ChatReader {
  private static final Logger log = LoggerFactory.getLogger(ChatReader.class);

  private static final Duration TICK = Duration.ofSeconds(1);
  private static final Duration SETTLE_DELAY = Duration.ofMillis(50);
  private static final int TICKS_BETWEEN_CHECKS = 30;

  /** Longer than the cluster takes to return all token owners. */
  private static final Duration READ_TIMEOUT = Duration.ofSeconds(10);

  /**
   * A leader whose renewal fails keeps reading until another process may have taken over:
   * duplicates from two readers are removed by message id, but without a reader events are lost.
   */
  private static final int TICKS_TO_LOSE_LEADERSHIP = 5;

  /** The time that another process needs to take over; this process reads until then. */
  private static final Duration TAKEOVER_TIME = Duration.ofSeconds(3);

  private final Vertx vertx;
  private final LeaderLease lease;
  private final Supplier<Set<String>> wanted;
  private final ServiceContext context;
  private final EventSubSocketServer socketServer;
  private final ChatSubscriptions subscriptions;
  private final RoundGuard readGuard;
  private final ChatTokenOwners tokenOwners;
  private final ChatTokenOwnerRegistry registry;
  private final ChatSessionPool sessionPool;
  private long timer = -1;
  private boolean leading;
  private int ticks;
  private int ticksWithoutLeadership;
  private boolean settleScheduled;
  private boolean stopped;

  /**
   * Twitch's addresses.
   *
   * @param helix the API
   * @param eventSub the WebSocket server
   */
  public record Addresses(URI helix, URI eventSub) {}

  /**
   * @param map the token owners in the memory of the cluster
   * @param lease decides which process reads
   * @param wanted the ids of the streamers whose events are wanted
   * @param notices receives chat notices; a notice may come twice
   * @param versions the version of the notices' subscription type
   */
  public ChatReader(
      Vertx vertx,
      Addresses twitch,
      AsyncMap<String, String> map,
      LeaderLease lease,
      Supplier<Set<String>> wanted,
      Consumer<ChatNotice> notices,
      TypeVersions versions,
      ServiceContext context) {
    this.vertx = vertx;
    this.lease = lease;
    this.wanted = wanted;
    this.context = context;
    readGuard = new RoundGuard(vertx, "chat_token_owners", READ_TIMEOUT, context.meters());
    var bus = vertx.eventBus();
    socketServer = new EventSubSocketServer(vertx, twitch.eventSub());
    subscriptions = new ChatSubscriptions(vertx, twitch.helix(), versions);
    tokenOwners = new ChatTokenOwners(context.clock());
    registry =
        new ChatTokenOwnerRegistry(
            tokenOwners,
            new ChatTokenOwnerStore(map),
            owner -> Contracts.CHAT_TOKEN_OWNER.publish(bus, owner),
            context.clock());
    sessionPool =
        new ChatSessionPool(
            tokenOwners,
            (owner, listener) ->
                new ChatSession(
                    vertx,
                    owner,
                    new ChatTokenSource(
                        owner.lender(), question -> Contracts.CHAT_TOKEN.ask(bus, question)),
                    socketServer,
                    subscriptions,
                    listener),
            frame -> publish(notices, frame),
            registry::gone,
            this::settleSoon,
            RetryGate.withJitter(context.clock()),
            new ChatMeters(context.meters()));
  }

  /** Starts reading; continues until {@link #stop}. */
  public void start() {
    readTokenOwners();
    timer = vertx.setPeriodic(TICK.toMillis(), now -> tick());
  }

  /** Hands over to another process and closes all sessions. */
  public Future<Void> stop() {
    stopped = true;
    vertx.cancelTimer(timer);
    var hasOtherProcesses = context.cluster().size() > 1;
    return lease
        .release()
        .compose(
            released ->
                leading && hasOtherProcesses && !sessionPool.isIdle()
                    ? vertx.timer(TAKEOVER_TIME.toMillis(), MILLISECONDS).<Void>mapEmpty()
                    : Future.<Void>succeededFuture())
        .onComplete(
            done -> {
              sessionPool.closeAll();
              subscriptions.close();
              socketServer.close();
            });
  }

  /** Publishes to all processes that a viewer watches, if the viewer's token may read chat. */
  public void watched(WatchStreamer watch, StreamerProfile streamer) {
    if (watch.lender() != null && !streamer.id().isEmpty()) {
      registry.watched(
          new ChatTokenOwner(
              streamer.id(), streamer.login(), new Secret(watch.viewerId()), watch.lender()));
    }
  }

  /** Publishes to all processes that a viewer no longer watches. */
  public void left(UnwatchStreamer unwatch) {
    if (unwatch.lender() != null) {
      registry.left(
          ChatTokenOwner.left(unwatch.login(), new Secret(unwatch.viewerId()), unwatch.lender()));
    }
  }

  /** Handles a token owner that some process has published. */
  public void heard(ChatTokenOwner owner) {
    tokenOwners.heard(owner);
    settleSoon();
  }

  /** Stops reading with the token of a session that has ended. */
  public void gone(ChatConsentRevoked gone) {
    registry.gone(gone.lender());
    sessionPool.gone(gone.lender());
    settle();
  }

  private void tick() {
    lease.renew().onSuccess(this::onRenewal);
  }

  private void onRenewal(boolean isLeader) {
    tokenOwners.tidy();
    if (stopped) {
      return;
    }
    if (isLeader) {
      ticksWithoutLeadership = 0;
      read();
    } else if (leading && ++ticksWithoutLeadership >= TICKS_TO_LOSE_LEADERSHIP) {
      leading = false;
      log.info("Another process reads the chats now");
      sessionPool.closeAll();
    }
  }

  private void read() {
    if (!leading) {
      leading = true;
      log.info("This process reads the chats now");
      readTokenOwners().onComplete(done -> settle());
    } else if (++ticks % TICKS_BETWEEN_CHECKS == 0) {
      readTokenOwners();
      sessionPool.check();
    }
    registry.keepOnly(wanted.get());
    settle();
  }

  private Future<Void> readTokenOwners() {
    return readGuard.run(round -> registry.read());
  }

  /** Combines many changes into one pass. */
  private void settleSoon() {
    if (!settleScheduled) {
      settleScheduled = true;
      vertx.setTimer(
          SETTLE_DELAY.toMillis(),
          now -> {
            settleScheduled = false;
            settle();
          });
    }
  }

  private void settle() {
    if (leading && !stopped) {
      sessionPool.settle();
    }
  }

  private static void publish(Consumer<ChatNotice> notices, EventSubFrame frame) {
    notices.accept(
        new ChatNotice(
            frame.id(), frame.at(), frame.subscription(), frame.event(), frame.original()));
  }
}
