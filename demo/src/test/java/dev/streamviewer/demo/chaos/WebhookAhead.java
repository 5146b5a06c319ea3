package dev.streamviewer.demo.chaos;

import dev.streamviewer.platform.launch.RunningServices;
import dev.streamviewer.webhook.WebhookService;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

/** A webhook service whose clock is wrong. */
final class WebhookAhead {
  static final Duration BY = Duration.ofMinutes(5);

  private WebhookAhead() {}

  public static void main(String[] arguments) throws Exception {
    var clock = Clock.offset(Clock.systemUTC(), BY);
    var services = RunningServices.start(System.getenv(), clock, List.of(new WebhookService()));
    Runtime.getRuntime().addShutdownHook(new Thread(services::close));
  }
}
