package dev.streamviewer.auth.overlay;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.streamviewer.auth.session.SessionStore;
import dev.streamviewer.auth.session.UserSession;
import dev.streamviewer.auth.token.AppTokens;
import dev.streamviewer.auth.twitch.TwitchAuthorizations;
import dev.streamviewer.auth.twitch.TwitchAuthorizations.Authorization;
import dev.streamviewer.platform.bus.BusFailure;
import dev.streamviewer.platform.bus.BusFailure.Reason;
import dev.streamviewer.platform.config.Secret;
import dev.streamviewer.platform.contract.Done;
import dev.streamviewer.platform.contract.overlay.CreateOverlay;
import dev.streamviewer.platform.contract.overlay.EndOverlay;
import dev.streamviewer.platform.contract.overlay.FindOverlay;
import dev.streamviewer.platform.contract.overlay.FindOverlays;
import dev.streamviewer.platform.contract.overlay.NewOverlay;
import dev.streamviewer.platform.contract.overlay.OverlayRights;
import dev.streamviewer.platform.contract.overlay.Overlays;
import dev.streamviewer.platform.contract.overlay.Overlays.Overlay;
import dev.streamviewer.platform.contract.streamer.StreamerLogins;
import dev.streamviewer.platform.memory.TokenBuckets;
import io.vertx.core.Future;
import io.vertx.core.shareddata.SharedData;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Creates, checks and withdraws overlay tokens. A token counts only if it is signed, not expired,
 * of the version in cluster memory, and if its viewer still authorizes this application at Twitch.
 * When one of these is unknown, the token does not count.
 */
public final class OverlayService {
  private static final Logger log = LoggerFactory.getLogger(OverlayService.class);

  static final Duration LIFETIME = Duration.ofDays(90);

  private static final int CREATIONS_AT_ONCE = 10;
  private static final int CREATIONS_A_MINUTE = 5;
  private static final int VIEWERS = 10_000;

  private final SessionStore sessions;
  private final OverlayStore store;
  private final OverlayTokens tokens;
  private final ViewerAuthorizations authorizations;
  private final OverlayMeters meters;
  private final Clock clock;
  private final TokenBuckets<String> creations;

  private OverlayService(
      SessionStore sessions,
      OverlayStore store,
      OverlayTokens tokens,
      ViewerAuthorizations authorizations,
      OverlayMeters meters,
      Clock clock) {
    this.sessions = sessions;
    this.store = store;
    this.tokens = tokens;
    this.authorizations = authorizations;
    this.meters = meters;
    this.clock = clock;
    this.creations = new TokenBuckets<>(CREATIONS_AT_ONCE, CREATIONS_A_MINUTE, VIEWERS, clock);
  }

  /**
   * Opens the overlays of the cluster.
   *
   * @param clientSecret the secret from which the key of the tokens is derived
   */
  public static Future<OverlayService> create(
      SharedData shared,
      SessionStore sessions,
      Secret clientSecret,
      TwitchAuthorizations twitch,
      AppTokens appTokens,
      OverlayMeters meters,
      Clock clock) {
    return OverlayStore.create(shared, clock)
        .map(
            store ->
                new OverlayService(
                    sessions,
                    store,
                    new OverlayTokens(clientSecret),
                    new ViewerAuthorizations(twitch, appTokens, clock),
                    meters,
                    clock));
  }

  /** Creates a token for the viewer of a session. */
  public Future<NewOverlay> create(CreateOverlay question) {
    if (!StreamerLogins.isValid(question.streamer())) {
      return Future.failedFuture(
          new BusFailure(Reason.INVALID, "An overlay needs the login of a streamer."));
    }
    return viewerOf(question.session())
        .compose(session -> create(session.viewer().id(), question.streamer()));
  }

  private Future<NewOverlay> create(String viewerId, String streamer) {
    if (!creations.take(viewerId)) {
      return Future.failedFuture(
          new BusFailure(
              Reason.LIMITED,
              "You have created many overlays within a minute. Please wait a moment."));
    }
    var expiresAt = clock.instant().plus(LIFETIME).truncatedTo(ChronoUnit.SECONDS);
    return store
        .allow(viewerId, streamer, expiresAt)
        .map(
            version -> {
              meters.changed("created");
              var grant = new OverlayGrant(viewerId, streamer, version, expiresAt);
              return new NewOverlay(tokens.write(grant), streamer, expiresAt);
            });
  }

  /** Lists the overlays of a viewer. */
  public Future<Overlays> list(FindOverlays question) {
    return store
        .find(question.viewerId())
        .map(
            overlays ->
                new Overlays(
                    overlays.byStreamer().entrySet().stream()
                        .map(it -> new Overlay(it.getKey(), it.getValue().expiresAt()))
                        .sorted(Comparator.comparing(Overlay::streamer))
                        .toList()));
  }

  /** Withdraws all tokens of a viewer for a streamer; also succeeds without any. */
  public Future<Done> end(EndOverlay question) {
    return store
        .withdraw(question.viewerId(), question.streamer())
        .onSuccess(done -> meters.changed("withdrawn"))
        .map(new Done());
  }

  /** Finds the rights of a token; fails with UNAUTHENTICATED if the token does not count. */
  public Future<OverlayRights> find(FindOverlay question) {
    var grant = tokens.read(question.token(), clock.instant());
    return grant.isEmpty() ? refused("forged") : find(grant.get());
  }

  private Future<OverlayRights> find(OverlayGrant grant) {
    return store
        .find(grant.viewerId())
        .compose(
            overlays ->
                isCurrent(overlays, grant)
                    ? authorizations
                        .find(grant.viewerId())
                        .compose(authorization -> rights(grant, authorization))
                    : refused("ended"));
  }

  private static boolean isCurrent(StoredOverlays overlays, OverlayGrant grant) {
    var current = overlays.byStreamer().get(grant.streamer());
    return current != null
        && MessageDigest.isEqual(
            current.version().getBytes(US_ASCII), grant.version().getBytes(US_ASCII));
  }

  private Future<OverlayRights> rights(OverlayGrant grant, Optional<Authorization> authorization) {
    if (authorization.isEmpty()) {
      return endAll(grant.viewerId()).transform(ended -> refused("ended"));
    }
    meters.used("accepted");
    var login = authorization.get().login();
    var scopes = login.equals(grant.streamer()) ? authorization.get().scopes() : Set.<String>of();
    return Future.succeededFuture(
        new OverlayRights(grant.viewerId(), login, scopes, grant.streamer(), grant.expiresAt()));
  }

  /**
   * Checks the viewer again, since Twitch reported the end of a consent or account. Ends the
   * overlays if the viewer no longer authorizes this application.
   */
  public Future<Void> recheck(String viewerId) {
    authorizations.forget(viewerId);
    return store
        .find(viewerId)
        .compose(
            overlays ->
                overlays.byStreamer().isEmpty()
                    ? Future.succeededFuture()
                    : authorizations
                        .find(viewerId)
                        .compose(
                            found ->
                                found.isPresent() ? Future.succeededFuture() : endAll(viewerId)));
  }

  private Future<Void> endAll(String viewerId) {
    log.info("The overlays of viewer {} end, who no longer authorizes this site", viewerId);
    meters.changed("unauthorized");
    return store.withdrawAll(viewerId);
  }

  private Future<UserSession> viewerOf(Secret cookie) {
    var found =
        cookie == null || cookie.value() == null
            ? Future.succeededFuture(Optional.<UserSession>empty())
            : sessions.find(SessionStore.key(cookie));
    return found.compose(
        session ->
            session
                .map(Future::succeededFuture)
                .orElseGet(
                    () ->
                        Future.failedFuture(
                            new BusFailure(
                                Reason.UNAUTHENTICATED,
                                "You are not signed in. Please sign in with Twitch."))));
  }

  /** Refuses a token. The sentence does not tell why, so that it helps no attacker. */
  private <T> Future<T> refused(String outcome) {
    meters.used(outcome);
    return Future.failedFuture(
        new BusFailure(
            Reason.UNAUTHENTICATED,
            "This overlay address is not valid, or not any more. Create a new one on the page."));
  }
}
