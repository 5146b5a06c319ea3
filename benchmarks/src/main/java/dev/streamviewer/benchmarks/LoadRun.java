package dev.streamviewer.benchmarks;

import com.pusher.rest.data.Event;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The published load.
 *
 * @param calls the number of calls
 * @param batch the number of events per call
 * @param delay the response time of the server
 */
record LoadRun(int calls, int batch, Duration delay) {
  int events() {
    return calls * batch;
  }

  /** The events of each call: title changes, as the notifier publishes them. */
  List<Event> call() {
    var streamer =
        new JsonObject().put("id", "503254").put("login", "hubveteran").put("name", "HubVeteran");
    var details =
        new JsonObject()
            .mergeIn(streamer)
            .put("title", "Recapping a 1987 board, live")
            .put("language", "en")
            .put("category_id", "27284")
            .put("category_name", "Retro");
    var data =
        new JsonObject()
            .put("id", "7e28a12a-f91b-55d3-4d7a-e7332639f70b")
            .put("type", "channel.update")
            .put("at", "2026-11-23T21:49:37.448600532Z")
            .put("streamer", streamer)
            .put("headline", "HubVeteran changed the title to “Recapping a 1987 board, live”")
            .put("details", details)
            .encode();
    return IntStream.range(0, batch)
        .mapToObj(i -> new Event("hubveteran", "channel.update", data))
        .toList();
  }

  @Override
  public String toString() {
    return "%,d events, %s, %s"
        .formatted(
            events(),
            batch == 1 ? "each with a call of its own" : "%d to a call".formatted(batch),
            delay.isZero()
                ? "answered at once"
                : "answered after %d ms".formatted(delay.toMillis()));
  }
}
