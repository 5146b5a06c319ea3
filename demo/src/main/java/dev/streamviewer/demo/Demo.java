package dev.streamviewer.demo;

import static java.util.concurrent.TimeUnit.SECONDS;

import dev.streamviewer.allinone.AllServices;
import dev.streamviewer.platform.launch.RunningServices;
import dev.streamviewer.sandbox.Sandbox;
import dev.streamviewer.sandbox.SandboxOptions;
import io.vertx.core.Vertx;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs the whole product against the sandbox. */
public final class Demo implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Demo.class);

  /** Also known to {@code ./tap}: the demo has nothing to hide. */
  private static final String TAP_TOKEN = "sandbox-tap-token";

  private static final long SECONDS_TO_START = 20;
  private static final long SECONDS_TO_STOP = 10;

  private final Vertx sandboxVertx;
  private final Sandbox sandbox;
  private final RunningServices services;
  private final URI publicUrl;

  private Demo(Vertx sandboxVertx, Sandbox sandbox, RunningServices services, URI publicUrl) {
    this.sandboxVertx = sandboxVertx;
    this.sandbox = sandbox;
    this.services = services;
    this.publicUrl = publicUrl;
  }

  /**
   * Starts the sandbox, then the services, whose variables point them to the sandbox instead of
   * Twitch and Pusher.
   *
   * @param environment other variables of the services, such as PORT
   * @throws Exception if a part cannot start; then nothing is left running
   */
  public static Demo start(SandboxOptions options, Map<String, String> environment, Clock clock)
      throws Exception {
    var sandboxVertx = Vertx.vertx();
    try {
      var sandbox = Sandbox.start(sandboxVertx, options).await(SECONDS_TO_START, SECONDS);
      var variables = variables(sandbox, environment);
      var services = RunningServices.start(variables, clock, List.of(AllServices.inOrder()));
      var publicUrl = URI.create(variables.get("PUBLIC_URL"));
      sandbox.pusherWebhooksTo(publicUrl.resolve("/api/pusher/webhook"));
      return new Demo(sandboxVertx, sandbox, services, publicUrl);
    } catch (Exception | Error e) {
      sandboxVertx.close().await(SECONDS_TO_STOP, SECONDS);
      throw e;
    }
  }

  /** Returns the address to open in a browser. */
  public URI publicUrl() {
    return publicUrl;
  }

  public Sandbox sandbox() {
    return sandbox;
  }

  @Override
  public void close() {
    services.close();
    try {
      sandbox.close().await(SECONDS_TO_STOP, SECONDS);
      sandboxVertx.close().await(SECONDS_TO_STOP, SECONDS);
    } catch (TimeoutException e) {
      log.warn("The sandbox did not stop within {} s", SECONDS_TO_STOP);
    }
  }

  /** Returns the variables that point the services to a sandbox instead of Twitch and Pusher. */
  public static Map<String, String> variables(Sandbox sandbox, Map<String, String> environment) {
    var variables = new HashMap<>(environment);
    var oauth = sandbox.options().twitch().oauth();
    var app = sandbox.options().pusher().app();
    variables.putIfAbsent(
        "PUBLIC_URL", "http://localhost:" + environment.getOrDefault("PORT", "8080"));
    variables.putIfAbsent("WEBHOOK_SECRET", randomSecret());
    variables.putIfAbsent("TAP_TOKEN", TAP_TOKEN);
    variables.put("TWITCH_CLIENT_ID", oauth.clientId());
    variables.put("TWITCH_CLIENT_SECRET", oauth.clientSecret());
    variables.put("TWITCH_ID_URL", sandbox.twitchUrl() + "/oauth2");
    variables.put("TWITCH_API_URL", sandbox.twitchUrl() + "/helix");
    variables.put(
        "TWITCH_EVENTSUB_URL", sandbox.twitchUrl().replaceFirst("^http", "ws") + "/eventsub/ws");
    variables.put("TWITCH_PLAYER_URL", sandbox.twitchUrl() + "/player");
    variables.put("TWITCH_CHAT_URL", sandbox.twitchUrl() + "/embed");
    if (!"false".equals(environment.get("PUSHER_ENABLED"))) {
      variables.put("PUSHER_APP_ID", app.id());
      variables.put("PUSHER_KEY", app.key());
      variables.put("PUSHER_SECRET", app.secret());
      variables.put("PUSHER_HOST", URI.create(sandbox.pusherUrl()).getHost());
      variables.put("PUSHER_PORT", String.valueOf(sandbox.pusherPort()));
      variables.put("PUSHER_TLS", "false");
    }
    variables.put("SNS_ENDPOINT", sandbox.pusherUrl());
    return variables;
  }

  private static String randomSecret() {
    var bytes = new byte[32];
    new SecureRandom().nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }
}
