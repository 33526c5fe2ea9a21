/** The main job on one machine, told step by step, each step held against what it should show. */
package io.flowlens.cli.demo;
