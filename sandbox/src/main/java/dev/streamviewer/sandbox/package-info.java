/**
 * The sandbox: stand-ins for Twitch and Pusher that speak HTTP and WebSocket exactly as the real
 * ones do, so that the product runs, is shown and is tested without an account anywhere.
 *
 * <p>{@link dev.streamviewer.sandbox.Sandbox} starts both in one process. Nothing that ships to
 * production depends on this module.
 */
package dev.streamviewer.sandbox;
