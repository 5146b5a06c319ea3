package dev.streamviewer.webhook.chat;

/** Why a connection ended, as the metric {@code webhook_chat_reconnects_total} counts it. */
enum CloseReason {
  /** It could not be opened, or nobody welcomed us. */
  REFUSED,
  /** Twitch said nothing for longer than it had promised. */
  SILENT,
  /** Twitch or the network ended it. */
  CLOSED
}
