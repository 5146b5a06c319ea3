/** What is kept in the memory of a process: nothing without a bound. */
package dev.streamviewer.platform.memory;
