package dev.streamviewer.benchmarks;

import static java.util.concurrent.TimeUnit.SECONDS;

import com.pusher.rest.PusherAbstract;
import com.pusher.rest.data.Event;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.PoolOptions;
import io.vertx.ext.web.client.WebClient;
import io.vertx.ext.web.client.WebClientOptions;
import java.net.URI;
import java.util.List;

/** As the notifier does it: the library signs, Vert.x sends. */
final class WebClientPublisher extends PusherAbstract<Future<Integer>> implements Publisher {
  private static final long PATIENCE = 10;

  private final WebClient web;

  WebClientPublisher(Context context, String host, int connections) {
    super(App.ID, App.KEY, App.SECRET);
    setHost(host);
    var pool = new PoolOptions().setHttp1MaxSize(connections).setMaxWaitQueueSize(connections);
    web = WebClient.create(context.owner(), new WebClientOptions(), pool);
  }

  @Override
  public Future<Integer> publish(List<Event> events) {
    return trigger(events);
  }

  @Override
  public void close() {
    web.close();
  }

  /** Events carry their data as JSON text already. */
  @Override
  protected String serialise(Object data) {
    return (String) data;
  }

  @Override
  protected Future<Integer> doGet(URI uri) {
    throw new UnsupportedOperationException("Nothing is asked here");
  }

  @Override
  protected Future<Integer> doPost(URI uri, String body) {
    return web.postAbs(uri.toString())
        .putHeader("Content-Type", "application/json")
        .sendBuffer(Buffer.buffer(body))
        .timeout(PATIENCE, SECONDS)
        .map(response -> response.statusCode());
  }
}
