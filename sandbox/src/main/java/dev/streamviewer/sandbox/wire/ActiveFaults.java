package dev.streamviewer.sandbox.wire;

import dev.streamviewer.sandbox.wire.InjectedFault.Mode;
import dev.streamviewer.sandbox.wire.InjectedFault.Target;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The active faults of one stand-in, and the handler that applies them to requests. */
public final class ActiveFaults {
  private final Vertx vertx;
  private final List<InjectedFault> active = new ArrayList<>();

  public ActiveFaults(Vertx vertx) {
    this.vertx = vertx;
  }

  /** Switches a fault on, in place of an earlier fault of the same kind. */
  public void add(InjectedFault fault) {
    active.removeIf(fault::replaces);
    active.add(fault);
  }

  public void clear() {
    active.clear();
  }

  public List<InjectedFault> active() {
    return List.copyOf(active);
  }

  /**
   * Returns the handler that applies faults. Must follow the body handler, so that a late or lost
   * response follows a complete request.
   */
  public Handler<RoutingContext> gate(Target target) {
    return ctx ->
        take(target, Mode.SLOW, ctx.request())
            .ifPresentOrElse(
                slow -> vertx.setTimer(slow.millis(), late -> apply(target, ctx)),
                () -> apply(target, ctx));
  }

  /** Returns the fault that applies to a new connection. */
  public Optional<InjectedFault> take(Target target, Mode mode, String path) {
    return take(target, mode, "", path);
  }

  private Optional<InjectedFault> take(Target target, Mode mode, HttpServerRequest request) {
    return take(target, mode, request.method().name(), request.path());
  }

  private Optional<InjectedFault> take(Target target, Mode mode, String method, String path) {
    var found =
        active.stream().filter(f -> f.mode() == mode && f.hits(target, method, path)).findFirst();
    found.ifPresent(this::count);
    return found.filter(fault -> !fault.isAhead());
  }

  private void count(InjectedFault fault) {
    var index = active.indexOf(fault);
    fault.next().ifPresentOrElse(next -> active.set(index, next), () -> active.remove(index));
  }

  private void apply(Target target, RoutingContext ctx) {
    var request = ctx.request();
    var status = take(target, Mode.STATUS, request);
    var answer = take(target, Mode.ANSWER, request);
    if (take(target, Mode.REFUSE, request).isPresent()) {
      request.connection().close();
    } else if (status.isPresent()) {
      fail(ctx, status.get().response());
    } else if (answer.isPresent()) {
      ctx.json(answer.get().response().body());
    } else {
      if (take(target, Mode.DROP, request).isPresent()) {
        ctx.addHeadersEndHandler(done -> request.connection().close());
      }
      ctx.next();
    }
  }

  private static void fail(RoutingContext ctx, InjectedFault.Response response) {
    if (response.retryAfter() > 0) {
      ctx.response().putHeader("Retry-After", Integer.toString(response.retryAfter()));
    }
    if (response.text().isEmpty()) {
      ctx.fail(response.status(), response.toError());
    } else {
      ctx.response().setStatusCode(response.status()).end(response.text());
    }
  }
}
