/** Tools that the tests of several modules share. */
package dev.streamviewer.testing;
