package io.tributary.app.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.app.orders.Order;
import io.tributary.app.orders.Order.Operation;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RetailFileTest {
  private static final String HEADER = "InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country\n";

  @TempDir
  private Path temporary;

  private Path file;
  private final List<String> rejected = new ArrayList<>();

  @BeforeEach
  void name() {
    file = temporary.resolve("retail.csv");
  }

  @Test
  void anInvoicesLinesNeedNotStandTogether() throws Exception {
    RetailFile.Content content = read("""
        536365,85123A,HOLDER,6,2010-12-01T08:26:00,2.55,17850,United Kingdom
        536366,71053,LANTERN,1,2010-12-01T08:27:00,3.39,12583,France
        536365,71053,LANTERN,6,2010-12-01T08:26:00,3.39,17850,United Kingdom
        """);

    assertThat(content.orders()).containsExactly(
        new Order("536365", Operation.CREATE, "United Kingdom", "17850", 2),
        new Order("536366", Operation.CREATE, "France", "12583", 1));
    assertThat(content.lines()).isEqualTo(3);
    assertThat(content.rejected()).isZero();
  }

  @Test
  void aLeadingCIsACancellationAndALeadingAIsNot() throws Exception {
    RetailFile.Content content = read("""
        C536379,D,Discount,-1,2010-12-01T09:41:00,27.5,14527,United Kingdom
        A563185,B,Adjust bad debt,1,2011-08-12T14:50:00,11062.06,,United Kingdom
        """);

    assertThat(content.orders()).extracting(Order::operation).containsExactly(Operation.CANCEL, Operation.CREATE);
  }

  @Test
  void negativeQuantitiesFreeGoodsAndMissingCustomersAreInOrder() throws Exception {
    RetailFile.Content content = read("""
        536414,22139,,-56,2010-12-01T11:52:00,0,,United Kingdom
        A563187,B,Adjust bad debt,1,2011-08-12T14:52:00,-11062.06,,United Kingdom
        """);

    assertThat(content.rejected()).isZero();
    assertThat(content.orders()).extracting(Order::customer).containsOnlyNulls();
  }

  @Test
  void quotedFieldsMayHoldCommasQuotesAndLineEnds() throws Exception {
    RetailFile.Content content = read("""
        536381,82567,"AIRLINE LOUNGE,METAL SIGN",2,2010-12-01T09:41:00,2.1,15311,United Kingdom
        536381,23255,"FRAME 7"" SINGLE ",48,2010-12-01T09:41:00,2.1,15311,United Kingdom
        536381,22138,"BAKING
        SET",3,2010-12-01T09:41:00,4.95,15311,United Kingdom
        """);

    assertThat(content.orders()).containsExactly(new Order("536381", Operation.CREATE, "United Kingdom", "15311", 3));
  }

  @Test
  void everyUnusableLineIsRejectedWithItsReason() throws Exception {
    RetailFile.Content content = read("""
        536365,85123A,HOLDER,6,2010-12-01T08:26:00,2.55,17850
        ,85123A,HOLDER,6,2010-12-01T08:26:00,2.55,17850,United Kingdom
        536365,,HOLDER,6,2010-12-01T08:26:00,2.55,17850,United Kingdom
        536365,85123A,HOLDER,six,2010-12-01T08:26:00,2.55,17850,United Kingdom
        536365,85123A,HOLDER,6,01/12/2010 08:26,2.55,17850,United Kingdom
        536365,85123A,HOLDER,6,2010-12-01T08:26:00,free,17850,United Kingdom
        536365,85123A,HOLDER,6,2010-12-01T08:26:00,2.55,somebody,United Kingdom
        536365,85123A,HOLDER,6,2010-12-01T08:26:00,2.55,17850,

        536365,85123A,HOLDER,6,2010-12-01T08:26:00,2.55,17850,United Kingdom
        536365,85123A,HOLDER,6,2010-12-01T08:26:00,2.55,17850,France
        536365,85123A,HOLDER,6,2010-12-01T08:26:00,2.55,12583,United Kingdom
        """);

    assertThat(rejected).containsExactly(
        "2 wrong_column_count", "3 no_invoice", "4 no_stock_code", "5 bad_quantity", "6 bad_date", "7 bad_price",
        "8 bad_customer", "9 no_country", "12 other_country", "13 other_customer");
    assertThat(content.orders()).containsExactly(new Order("536365", Operation.CREATE, "United Kingdom", "17850", 1));
    assertThat(content.lines()).isEqualTo(11);
  }

  @Test
  void anOpenQuoteSpoilsItsOwnLineOnly() throws Exception {
    StringBuilder text = new StringBuilder("536365,85123A,\"HOLDER,6,2010-12-01T08:26:00,2.55,17850,United Kingdom\n");
    for (int line = 0; line < 2 * RecordReader.LONGEST_RECORD; line++) {
      text.append("536366,71053,LANTERN,1,2010-12-01T08:27:00,3.39,12583,France\n");
    }
    RetailFile.Content content = read(text.toString());

    assertThat(rejected).containsExactly("2 bad_quoting");
    assertThat(content.orders()).extracting(Order::credits).containsExactly(2L * RecordReader.LONGEST_RECORD);
  }

  @Test
  void textAfterAClosingQuoteIsRejected() throws Exception {
    read("536365,85123A,\"HOLDER\"S,6,2010-12-01T08:26:00,2.55,17850,United Kingdom\n");

    assertThat(rejected).containsExactly("2 bad_quoting");
  }

  @Test
  void readsGzip() throws Exception {
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
      out.write((HEADER + "536366,71053,LANTERN,1,2010-12-01T08:27:00,3.39,12583,France\n").getBytes(StandardCharsets.UTF_8));
    }

    assertThat(RetailFile.read(file, this::reject).orders()).hasSize(1);
  }

  @Test
  void anEmptyFileOfTheRightShapeHasNoOrders() throws Exception {
    assertThat(read("").orders()).isEmpty();
  }

  @Test
  void anotherKindOfFileIsRefused() throws Exception {
    Files.writeString(file, "id,name\n1,x\n");
    assertThatThrownBy(() -> RetailFile.read(file, this::reject)).hasMessageContaining("has other columns");
    Files.writeString(file, "");
    assertThatThrownBy(() -> RetailFile.read(file, this::reject)).hasMessageContaining("has other columns");
  }

  private RetailFile.Content read(String lines) throws IOException {
    Files.writeString(file, HEADER + lines);
    return RetailFile.read(file, this::reject);
  }

  private void reject(long line, RejectReason reason, String text) {
    assertThat(text).isNotBlank();
    rejected.add(line + " " + reason.code());
  }
}
