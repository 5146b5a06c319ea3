/**
 * Simulation of a day of subscriptions: the webhook service's own classes in two processes, with
 * viewers, Twitch, Pusher, cluster locks and time simulated.
 */
package dev.streamviewer.benchmarks.subscriptions;
