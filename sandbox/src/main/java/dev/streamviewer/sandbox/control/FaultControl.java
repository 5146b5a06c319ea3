package dev.streamviewer.sandbox.control;

import dev.streamviewer.sandbox.pusher.FakePusher;
import dev.streamviewer.sandbox.sns.FakeSns;
import dev.streamviewer.sandbox.twitch.FakeTwitch;
import dev.streamviewer.sandbox.wire.InjectedFault;
import dev.streamviewer.sandbox.wire.InjectedFault.Mode;
import dev.streamviewer.sandbox.wire.InjectedFault.Target;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.Set;
import java.util.stream.Stream;

/** Switches faults on and off: {@code /sandbox/faults}. */
final class FaultControl {
  private static final Set<String> FIELDS =
      Set.of(
          "target",
          "mode",
          "method",
          "path",
          "after",
          "times",
          "ms",
          "status",
          "retryAfter",
          "error",
          "message",
          "text",
          "body",
          "entry",
          "code");
  private static final String MESSAGE = "Fault set in the sandbox";

  private enum Method {
    GET,
    POST,
    PUT,
    PATCH,
    DELETE
  }

  private final FakeTwitch twitch;
  private final FakePusher pusher;
  private final FakeSns sns;

  FaultControl(FakeTwitch twitch, FakePusher pusher, FakeSns sns) {
    this.twitch = twitch;
    this.pusher = pusher;
    this.sns = sns;
  }

  void mount(Router router) {
    router.get("/sandbox/faults").handler(ctx -> ctx.json(state()));
    router.post("/sandbox/faults").handler(this::add);
    router.delete("/sandbox/faults").handler(this::clear);
    router.post("/sandbox/pusher/disconnect").handler(this::disconnect);
  }

  private void add(RoutingContext ctx) {
    var input = ControlInput.from(ctx, FIELDS);
    var target = input.choice("target", Target.class);
    var mode = input.choice("mode", Mode.class);
    if (mode == Mode.CLOSE && target != Target.PUSHER) {
      throw ControlInput.wrong(
          "mode", "close", "slow, status, answer, drop or refuse; close is for pusher only");
    }
    if (mode == Mode.PARTIAL && target != Target.SNS) {
      throw ControlInput.wrong(
          "mode", "partial", "slow, status, answer, drop or refuse; partial is for sns only");
    }
    var fault =
        new InjectedFault(
            target,
            mode,
            new InjectedFault.Filter(
                input.optionalChoice("method", Method.class).map(Method::name).orElse(""),
                input.optionalText("path").orElse("")),
            input.number("after", 0, 0, 1_000_000),
            input.number("times", 0, 0, 1_000_000),
            input.number("ms", 2_000, 1, 600_000),
            response(input),
            input.number("entry", 0, 0, 9),
            input.number("code", 4100, 1000, 4999));
    if (target == Target.PUSHER) {
      pusher.disturb(fault);
    } else if (target == Target.SNS) {
      sns.faults().add(fault);
    } else {
      twitch.faults().add(fault);
    }
    ctx.response().setStatusCode(201);
    ctx.json(fault.toJson());
  }

  private static InjectedFault.Response response(ControlInput input) {
    return new InjectedFault.Response(
        input.number("status", 500, 400, 599),
        input.number("retryAfter", 0, 0, 3_600),
        input.optionalText("error").orElse(""),
        input.optionalText("message").orElse(MESSAGE),
        input.optionalText("text").orElse(""),
        input.object("body"));
  }

  private void clear(RoutingContext ctx) {
    twitch.faults().clear();
    pusher.faults().clear();
    sns.faults().clear();
    ctx.response().setStatusCode(204).end();
  }

  private void disconnect(RoutingContext ctx) {
    var code = ControlInput.from(ctx, Set.of("code")).number("code", 4100, 1000, 4999);
    ctx.json(new JsonObject().put("closed", pusher.disconnect(code)));
  }

  JsonObject state() {
    var active =
        Stream.of(twitch.faults(), pusher.faults(), sns.faults())
            .flatMap(faults -> faults.active().stream())
            .map(InjectedFault::toJson)
            .toList();
    return new JsonObject().put("faults", new JsonArray(active));
  }
}
