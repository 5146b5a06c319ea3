package dev.streamviewer.benchmarks;

import com.pusher.rest.Pusher;
import com.pusher.rest.PusherAsync;
import io.vertx.core.Context;
import org.apache.http.impl.conn.PoolingHttpClientConnectionManager;
import org.asynchttpclient.Dsl;

/** The ways of calling Pusher that are compared. */
enum Way {
  BLOCKING("A  Pusher, 16 threads, its pool of 2") {
    @Override
    Publisher open(Context context, int port) {
      return new BlockingPublisher(context, blocking(port), PARALLEL);
    }
  },
  BLOCKING_LARGER_POOL("B  Pusher, 16 threads, pool of 16") {
    @Override
    Publisher open(Context context, int port) {
      var pusher = blocking(port);
      // The builder's own limits are ignored, as the library sets a connection manager.
      var pool = new PoolingHttpClientConnectionManager();
      pool.setDefaultMaxPerRoute(PARALLEL);
      pool.setMaxTotal(PARALLEL);
      pusher.configureHttpClient(Pusher.defaultHttpClientBuilder().setConnectionManager(pool));
      return new BlockingPublisher(context, pusher, PARALLEL);
    }
  },
  ASYNC("C  PusherAsync, resends off") {
    @Override
    Publisher open(Context context, int port) {
      var pusher = async(port);
      pusher.configureHttpClient(Dsl.config().setMaxRequestRetry(0));
      return new AsyncPublisher(context, pusher);
    }
  },
  ASYNC_AS_IT_COMES("C' PusherAsync as it comes") {
    @Override
    Publisher open(Context context, int port) {
      return new AsyncPublisher(context, async(port));
    }
  },
  WEB_CLIENT("D  Vert.x WebClient, signed by the library") {
    @Override
    Publisher open(Context context, int port) {
      return new WebClientPublisher(context, App.host(port), PARALLEL);
    }
  };

  /** How many calls are under way at once, in all of them. */
  static final int PARALLEL = 16;

  private final String title;

  Way(String title) {
    this.title = title;
  }

  /**
   * Opens it towards a server on this machine.
   *
   * @param context where it is used, and where its results arrive
   */
  abstract Publisher open(Context context, int port);

  String title() {
    return title;
  }

  private static Pusher blocking(int port) {
    var pusher = new Pusher(App.ID, App.KEY, App.SECRET);
    pusher.setHost(App.host(port));
    pusher.setDataMarshaller(String.class::cast);
    return pusher;
  }

  private static PusherAsync async(int port) {
    var pusher = new PusherAsync(App.ID, App.KEY, App.SECRET);
    pusher.setHost(App.host(port));
    pusher.setDataMarshaller(String.class::cast);
    return pusher;
  }
}
