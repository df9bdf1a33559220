package io.tributary.api;

import org.springframework.boot.autoconfigure.SpringBootApplication;

/** The Spring application: everything under this package, and Boot's web server, security, JSON and metrics. */
@SpringBootApplication
public class ApiApplication {}
