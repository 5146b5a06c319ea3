package dev.streamviewer.benchmarks;

/** The Pusher app that all publish to. */
final class App {
  static final String ID = "3";
  static final String KEY = "278d425bdf160c739803";
  static final String SECRET = "7ad3773142a6692b25b8";

  private App() {}

  static String host(int port) {
    return "127.0.0.1:" + port;
  }
}
