package dev.streamviewer.gateway.api;

import dev.streamviewer.gateway.session.SessionCookie;
import dev.streamviewer.platform.contract.Contracts;
import dev.streamviewer.platform.contract.Done;
import dev.streamviewer.platform.contract.overlay.CreateOverlay;
import dev.streamviewer.platform.contract.overlay.EndOverlay;
import dev.streamviewer.platform.contract.overlay.FindOverlays;
import dev.streamviewer.platform.contract.overlay.NewOverlay;
import dev.streamviewer.platform.contract.overlay.Overlays;
import io.vertx.core.Future;
import io.vertx.core.eventbus.EventBus;
import java.util.Locale;

/** Creation and withdrawal of overlay tokens, by signed-in viewers only. */
public final class OverlayRoutes {
  private final EventBus bus;
  private final SessionCookie sessionCookie;

  public OverlayRoutes(EventBus bus, SessionCookie sessionCookie) {
    this.bus = bus;
    this.sessionCookie = sessionCookie;
  }

  public void mount(ApiOperations operations) {
    operations.answer("createOverlay", this::create);
    operations.answer("findOverlays", this::list);
    operations.answer("endOverlay", this::end);
  }

  private Future<NewOverlay> create(ApiRequest request) {
    var cookie = sessionCookie.read(request.http()).orElse(null);
    var streamer = request.value("streamer").toLowerCase(Locale.ROOT);
    return Contracts.CREATE_OVERLAY.ask(bus, new CreateOverlay(cookie, streamer));
  }

  private Future<Overlays> list(ApiRequest request) {
    return Contracts.FIND_OVERLAYS.ask(bus, new FindOverlays(request.viewer().id()));
  }

  private Future<Done> end(ApiRequest request) {
    return Contracts.END_OVERLAY.ask(bus, new EndOverlay(request.viewer().id(), request.login()));
  }
}
