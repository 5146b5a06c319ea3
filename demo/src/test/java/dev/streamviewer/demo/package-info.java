/** Tests of the whole product against the sandbox, over HTTP and in a real browser. */
package dev.streamviewer.demo;
