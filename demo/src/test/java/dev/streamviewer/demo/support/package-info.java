/**
 * The product with its stand-ins, a visitor, a browser and a page, for tests of several packages.
 */
package dev.streamviewer.demo.support;
