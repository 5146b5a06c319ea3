/** Pusher as a sink, Pusher's webhooks, channel authorization and the list of occupied channels. */
package dev.streamviewer.notifier.pusher;
