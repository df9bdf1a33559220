package io.tributary.app.replay;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * A made-up file in the shape of the real one. Its totals are not taken from what made it but counted on its text, as a
 * shell would: lines by the text behind the last comma.
 */
public final class RetailSlice {
  private static final List<String> COUNTRIES =
      List.of("United Kingdom", "United Kingdom", "United Kingdom", "United Kingdom", "France", "EIRE", "Channel Islands");

  private RetailSlice() {}

  /** Writes a file of so many invoices; one of them doesn't stand together. */
  public static void write(Path file, int invoices, long seed) throws IOException {
    Random random = new Random(seed);
    List<String> lines = new ArrayList<>();
    for (int invoice = 0; invoice < invoices; invoice++) {
      String number = (random.nextInt(7) == 0 ? "C" : "") + (536365 + invoice);
      String country = COUNTRIES.get(random.nextInt(COUNTRIES.size()));
      String customer = random.nextInt(5) == 0 ? "" : String.valueOf(12346 + random.nextInt(20));
      int size = 1 + (int) Math.min(200, Math.exp(random.nextGaussian() + 1.5));
      for (int line = 0; line < size; line++) {
        String description = random.nextInt(20) == 0 ? "\"SIGN, 7\"\" METAL\"" : random.nextInt(20) == 0 ? "" : "LANTERN";
        lines.add("%s,%d,%s,%d,2010-12-%02dT%02d:26:00,%d.%02d,%s,%s".formatted(
            number, 20000 + random.nextInt(300), description, random.nextInt(20) - 2, 1 + invoice % 28,
            random.nextInt(24), random.nextInt(9), random.nextInt(100), customer, country));
      }
    }
    Collections.swap(lines, 0, lines.size() - 1);
    lines.addFirst("InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country");
    Files.write(file, lines);
  }

  /** Lines by country, from the text alone. */
  public static Map<String, Long> totals(Path file) throws IOException {
    return Files.readAllLines(file).stream()
        .skip(1)
        .collect(Collectors.groupingBy(line -> line.substring(line.lastIndexOf(',') + 1), TreeMap::new, Collectors.counting()));
  }

  /**
   * What the file alone does to each shelf, by country and stock code, from the text alone: cancellations bring back, all else
   * takes away.
   */
  public static Map<String, Map<String, Long>> net(Path file) throws IOException {
    Map<String, Map<String, Long>> net = new TreeMap<>();
    for (String line : Files.readAllLines(file).subList(1, Files.readAllLines(file).size())) {
      String[] fields = line.split(",", -1);
      long quantity = Math.abs(Long.parseLong(fields[fields.length - 5]));
      net.computeIfAbsent(fields[fields.length - 1], country -> new TreeMap<>())
          .merge(fields[1], line.startsWith("C") ? quantity : -quantity, Long::sum);
    }
    return net;
  }

  /** Distinct invoice numbers, from the text alone. */
  public static long invoices(Path file) throws IOException {
    return Files.readAllLines(file).stream().skip(1).map(line -> line.substring(0, line.indexOf(','))).distinct().count();
  }
}
