/** Notifications at ten times the rate that Pusher accepts. */
package dev.streamviewer.benchmarks.burst;
