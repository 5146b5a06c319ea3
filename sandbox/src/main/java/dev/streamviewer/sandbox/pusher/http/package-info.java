/** Pusher's HTTP API. */
package dev.streamviewer.sandbox.pusher.http;
