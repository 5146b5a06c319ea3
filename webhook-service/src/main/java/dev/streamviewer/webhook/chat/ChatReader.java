package dev.streamviewer.webhook.chat;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import dev.streamviewer.platform.async.RoundGuard;
import dev.streamviewer.platform.cluster.Leadership;
import dev.streamviewer.platform.config.Secret;
import dev.streamviewer.platform.contract.Contracts;
import dev.streamviewer.platform.contract.auth.ChatConsentRevoked;
import dev.streamviewer.platform.contract.streamer.ChatTokenOwner;
import dev.streamviewer.platform.launch.ServiceContext;
import dev.streamviewer.platform.retry.Backoff;
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
 * Keeps the chats of watched streamers read, by one process of the cluster at a time. All processes
 * know who lends; the one whose turn it is holds the sessions.
 */
public final class ChatReader {
  private static final Logger log = LoggerFactory.getLogger(ChatReader.class);

  private static final Duration TICK = Duration.ofSeconds(1);
  private static final Duration SOON = Duration.ofMillis(50);
  private static final int TICKS_BETWEEN_LOOKS = 30;

  /** More than the cluster may take to tell all lenders. */
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  /**
   * A turn that cannot be renewed for a moment is kept: two who read the same are told apart by the
   * message, but what nobody reads is lost.
   */
  private static final int TICKS_TO_LOSE_A_TURN = 3;

  /** Another process needs so long to take over; until then this one goes on reading. */
  private static final Duration HANDOVER = Duration.ofSeconds(3);

  private final Vertx vertx;
  private final Leadership turn;
  private final Supplier<Set<String>> wanted;
  private final ServiceContext host;
  private final EventSubSocketServer eventSub;
  private final ChatSubscriptions subscriptions;
  private final RoundGuard reading;
  private final ChatTokenOwners lenders;
  private final ChatTokenOwnerRegistry register;
  private final ChatSessionPool sessions;
  private long timer = -1;
  private boolean mine;
  private int ticks;
  private int ticksWithoutTurn;
  private boolean settling;
  private boolean stopped;

  /**
   * Where Twitch is.
   *
   * @param helix its API
   * @param eventSub its WebSocket server
   */
  public record Addresses(URI helix, URI eventSub) {}

  /**
   * @param map where the cluster remembers who lends
   * @param turn says which process reads
   * @param wanted the ids of the streamers whose events somebody wants
   * @param notices gets what chats show; the same may come twice
   */
  public ChatReader(
      Vertx vertx,
      Addresses twitch,
      AsyncMap<String, String> map,
      Leadership turn,
      Supplier<Set<String>> wanted,
      Consumer<ChatNotice> notices,
      ServiceContext host) {
    this.vertx = vertx;
    this.turn = turn;
    this.wanted = wanted;
    this.host = host;
    reading = new RoundGuard(vertx, "chat_lenders", PATIENCE, host.meters());
    var bus = vertx.eventBus();
    eventSub = new EventSubSocketServer(vertx, twitch.eventSub());
    subscriptions = new ChatSubscriptions(vertx, twitch.helix());
    lenders = new ChatTokenOwners(host.clock());
    register =
        new ChatTokenOwnerRegistry(
            lenders,
            new ChatTokenOwnerStore(map),
            lender -> Contracts.CHAT_LENDER.publish(bus, lender),
            host.clock());
    sessions =
        new ChatSessionPool(
            lenders,
            (lender, listener) ->
                new ChatSession(
                    vertx,
                    lender,
                    new ChatTokenSource(
                        lender.lender(), question -> Contracts.CHAT_TOKEN.ask(bus, question)),
                    eventSub,
                    subscriptions,
                    listener),
            frame -> tell(notices, frame),
            register::gone,
            this::settleSoon,
            new Backoff(host.clock()),
            new ChatMeters(host.meters()));
  }

  /** Begins, and goes on until stopped. */
  public void start() {
    readLenders();
    timer = vertx.setPeriodic(TICK.toMillis(), now -> tick());
  }

  /** Hands over and ends. */
  public Future<Void> stop() {
    stopped = true;
    vertx.cancelTimer(timer);
    var others = host.cluster().size() > 1;
    return turn.release()
        .compose(
            released ->
                mine && others && !sessions.isIdle()
                    ? vertx.timer(HANDOVER.toMillis(), MILLISECONDS).<Void>mapEmpty()
                    : Future.<Void>succeededFuture())
        .onComplete(
            done -> {
              sessions.closeAll();
              subscriptions.close();
              eventSub.close();
            });
  }

  /** A viewer watches and lends: this process was asked, and tells all. */
  public void watched(ChatTokenOwner lender) {
    register.watched(lender);
  }

  /** A viewer no longer watches: this process was asked, and tells all. */
  public void left(String login, Secret viewerId, Secret lender) {
    register.left(ChatTokenOwner.left(login, viewerId, lender));
  }

  /** What another process, or this one, was asked. */
  public void heard(ChatTokenOwner lender) {
    lenders.heard(lender);
    settleSoon();
  }

  /** A lender signed out: nothing is read for them from now on. */
  public void gone(ChatConsentRevoked gone) {
    register.gone(gone.lender());
    sessions.gone(gone.lender());
    settle();
  }

  private void tick() {
    turn.renew().onSuccess(this::turn);
  }

  private void turn(boolean ours) {
    lenders.tidy();
    if (stopped) {
      return;
    }
    if (ours) {
      ticksWithoutTurn = 0;
      read();
    } else if (mine && ++ticksWithoutTurn >= TICKS_TO_LOSE_A_TURN) {
      mine = false;
      log.info("Another process reads the chats now");
      sessions.closeAll();
    }
  }

  private void read() {
    if (!mine) {
      mine = true;
      log.info("This process reads the chats now");
      readLenders().onComplete(done -> settle());
    } else if (++ticks % TICKS_BETWEEN_LOOKS == 0) {
      readLenders();
      sessions.check();
    }
    register.keepOnly(wanted.get());
    settle();
  }

  private Future<Void> readLenders() {
    return reading.run(round -> register.read());
  }

  /** Much may happen at once. */
  private void settleSoon() {
    if (!settling) {
      settling = true;
      vertx.setTimer(
          SOON.toMillis(),
          now -> {
            settling = false;
            settle();
          });
    }
  }

  private void settle() {
    if (mine && !stopped) {
      sessions.settle();
    }
  }

  private static void tell(Consumer<ChatNotice> notices, EventSubFrame frame) {
    notices.accept(
        new ChatNotice(frame.id(), frame.at(), frame.subscription(), frame.object("event")));
  }
}
