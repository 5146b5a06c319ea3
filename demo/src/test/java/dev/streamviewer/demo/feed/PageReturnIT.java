package dev.streamviewer.demo.feed;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.Frame;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.WebSocketRoute;
import dev.streamviewer.demo.support.BrowserScene;
import dev.streamviewer.demo.support.PageFeed;
import dev.streamviewer.testing.SandboxControl;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Tests in real Chromium that the page asks whether its connections live. */
class PageReturnIT {
  private static final String CHAT = "**/embed/hubveteran/chat**";
  private static final String TITLES =
      """
      async () => {
        const registration = await navigator.serviceWorker.ready
        return (await registration.getNotifications()).map(({ title }) => title)
      }
      """;

  private static final String PRESS =
      """
      () => navigator.serviceWorker.dispatchEvent(
        new MessageEvent('message', { data: { login: 'quietriver' } }))
      """;

  @RegisterExtension static final BrowserScene scene = new BrowserScene();

  private SandboxControl control;
  private Page page;
  private PageFeed feed;

  @BeforeEach
  void open() {
    control = scene.control();
    page = scene.page();
    feed = scene.feed();
  }

  @AfterEach
  void leave() {
    assertThat(scene.person().consoleErrors())
        .filteredOn(it -> it.contains("Content Security") || it.contains("Trusted"))
        .isEmpty();
  }

  @Test
  void fetchesEventsThatADeadSocketHasNotDelivered() {
    var sockets = new ArrayList<AtomicBoolean>();
    page.routeWebSocket(Pattern.compile(".*/app/.*"), socket -> sockets.add(forward(socket)));
    scene.watch("hubveteran");
    // That read would fetch the event, too.
    feed.awaitSecondRead("hubveteran");

    // On a busy machine, pusher-js may have tried a second time.
    var opened = sockets.size();
    sockets.forEach(alive -> alive.set(false));
    var missed = raid();
    control.awaitPublished(missed);
    assertThat(feed.event(missed)).hasCount(0);
    page.evaluate("() => document.dispatchEvent(new Event('visibilitychange'))");

    assertThat(feed.event(missed)).isVisible();
    page.waitForCondition(() -> sockets.size() > opened);
    feed.awaitLive();
    assertThat(feed.event(raid())).isVisible();
  }

  @Test
  void keepsALiveSocketOnReturn() {
    page.clock().install();
    // Forwarding would delay an answer while the test does something else.
    var sockets = new ArrayList<String>();
    page.onWebSocket(
        socket -> {
          if (socket.url().contains("/app/")) {
            sockets.add(socket.url());
          }
        });
    scene.watch("hubveteran");
    var opened = sockets.size();

    page.waitForResponse(
        Pattern.compile(".*/events(\\?.*)?$"),
        () -> page.evaluate("() => document.dispatchEvent(new Event('visibilitychange'))"));
    assertThat(feed.event(raid())).isVisible();
    page.clock().fastForward(2_000);
    assertThat(feed.event(raid())).isVisible();

    assertThat(sockets).hasSize(opened);
  }

  @Test
  void loadsTheChatAnewAfterAnOutgoingRaid() {
    scene.watch("hubveteran");
    awaitChat();

    var reloaded =
        page.waitForRequest(
            CHAT,
            () ->
                control.happen(
                    "channel.raid",
                    "hubveteran",
                    new JsonObject().put("from_broadcaster_user_login", "hubveteran")));

    assertThat(reloaded.isNavigationRequest()).isTrue();
  }

  @Test
  void loadsTheChatAnewWhenItHasLeftItsAddress() {
    page.clock().install();
    scene.watch("hubveteran");
    var chat = awaitChat();
    page.clock().fastForward("00:10");

    var reloaded =
        page.waitForRequest(
            CHAT, () -> chat.evaluate("() => location.assign('/player?channel=orbitaltea')"));

    assertThat(reloaded.isNavigationRequest()).isTrue();
  }

  @Test
  void isLiveWithoutANetworkWhenTheServerAnswers() {
    page.addInitScript(
        "Object.defineProperty(Navigator.prototype, 'onLine', { get: () => false })");
    scene.watch("hubveteran");

    assertThat(feed.event(raid())).isVisible();
    assertThat(feed.byTestId("notice-network")).hasCount(0);
    page.evaluate("() => window.dispatchEvent(new Event('offline'))");
    assertThat(feed.event(raid())).isVisible();
    assertThat(feed.byTestId("notice-network")).hasCount(0);
    feed.awaitLive();
  }

  @Test
  void notifiesOnceByTheServiceWorkerWhileAStreamComesAndGoes() {
    scene.enter(new NewContextOptions().setPermissions(List.of("notifications")));
    open();
    scene.signIn();
    scene.open("quietriver");
    page.getByTestId("favourite").click();
    page.getByTestId("settings-button").click();
    page.getByTestId("notify-live").check();
    page.keyboard().press("Escape");
    scene.open("hubveteran");

    for (var i = 0; i < 3; i++) {
      control.awaitPublished(
          control.happen("stream.online", "quietriver", new JsonObject()).get(0));
      control.awaitPublished(
          control.happen("stream.offline", "quietriver", new JsonObject()).get(0));
    }
    assertThat(scene.streamerTab("quietriver").getByTestId("unread"))
        .hasText(Pattern.compile("6.*"));
    page.waitForCondition(() -> !titles().isEmpty());
    assertThat(titles()).isEqualTo(List.of("QuietRiver is live"));

    page.evaluate(PRESS);
    assertThat(page).hasURL(Pattern.compile(".*streamer=quietriver$"));
    assertThat(feed.events()).hasCount(1);
    assertThat(feed.events()).containsText("6 times");
    page.reload();
    assertThat(feed.events()).hasCount(1);
    assertThat(feed.events()).containsText("6 times");
  }

  /** Forwards the messages of a socket as long as the returned flag is set. */
  private static AtomicBoolean forward(WebSocketRoute socket) {
    var alive = new AtomicBoolean(true);
    var server = socket.connectToServer();
    socket.onMessage(
        frame -> {
          if (alive.get()) {
            server.send(frame.text());
          }
        });
    server.onMessage(
        frame -> {
          if (alive.get()) {
            socket.send(frame.text());
          }
        });
    return alive;
  }

  private Frame awaitChat() {
    page.waitForCondition(() -> page.frameByUrl(CHAT) != null);
    var chat = page.frameByUrl(CHAT);
    chat.waitForLoadState();
    return chat;
  }

  private String raid() {
    return control.happen("channel.raid", "hubveteran", new JsonObject()).get(0);
  }

  private List<?> titles() {
    return (List<?>) page.evaluate(TITLES);
  }
}
