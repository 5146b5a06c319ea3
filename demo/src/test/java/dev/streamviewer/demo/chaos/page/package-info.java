/** Pages and viewers, and the events that reach them. */
package dev.streamviewer.demo.chaos.page;
