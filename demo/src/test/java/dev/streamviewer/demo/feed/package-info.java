/** Tests of the feed of events on the page: rows, states, words and returns to the page. */
package dev.streamviewer.demo.feed;
